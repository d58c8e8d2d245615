// What an answer of each kind of problem has beside title and status: its own headers, and what it says by way of example.
import type { Static } from "@sinclair/typebox";
import type { HeaderName } from "./headers.ts";
import type { Problem } from "./problem.ts";
import type { problemKinds } from "./problem-kinds.ts";

export type ProblemCode = keyof typeof problemKinds;

/** What the examples tell of the API, from pipeline.json. */
export interface Served {
  maxBodyBytes: number;
  uploads: { largestBytes: number };
  routes: readonly { method: string; path: string; scope?: string | undefined }[];
}

interface ProblemAnswer {
  headers?: readonly HeaderName[];
  /** An example, word for word as the API answers; a test provokes it. */
  example: (api: Served) => Pick<Static<typeof Problem>, "detail" | "errors">;
}

/** What keeps score lines from being read, in the example of `invalid-scores`. */
const unreadableCell = {
  pointer: "/data/1",
  code: "type-error",
  detail:
    '"abc" is not a number. A score is written like 85, 8.5 or -2. Leave the cell empty when there is none, or declare with the option ' +
    "missingTokens what stands for that.",
  line: 2,
  column: 3,
  cell: "abc",
};

export const problemAnswers: Record<ProblemCode, ProblemAnswer> = {
  "malformed-json": {
    example: () => ({
      detail:
        'The body is not JSON that can be read: Unexpected token \'Q\', "Quiz1,85" is not valid JSON. Send {"data": ["Quiz1,85,76,90"]}.',
    }),
  },
  "invalid-idempotency-key": {
    example: () => ({
      detail:
        "An Idempotency-Key is 1 to 255 visible ASCII characters without spaces, bare or in double quotes, such as a UUID. Send one like that, or none.",
    }),
  },
  unauthenticated: {
    headers: ["WWW-Authenticate"],
    example: () => ({
      detail:
        'Nobody has said who sends this. Send a token in the header "Authorization: Bearer …". If you did, the API was deployed without its authoriser: ' +
        "tell its operator.",
    }),
  },
  forbidden: {
    example: () => ({ detail: "The token does not permit this. It takes one with the scope scoreline/read or scoreline/read-all." }),
  },
  "not-found": {
    example: ({ routes }) => ({
      detail: `There is nothing at /submission. Scoreline serves: ${routes.map(({ method, path }) => `${method} ${path}`).join(", ")}.`,
    }),
  },
  "not-ready": {
    headers: ["Retry-After"],
    example: () => ({
      detail:
        "Submission 01a21000-7d3b-7b8e-9b59-0a5f6f0f6a11 has no statistics yet: it is accepted. Ask again in 1 s, or watch " +
        "GET /submissions/01a21000-7d3b-7b8e-9b59-0a5f6f0f6a11.",
    }),
  },
  "method-not-allowed": {
    headers: ["Allow"],
    example: ({ routes }) => {
      const methods = routes.flatMap(({ method, path }) => (path === "/submissions" ? [method] : []));
      return { detail: `/submissions does not take PUT. It takes ${methods.join(", ")}.` };
    },
  },
  "not-acceptable": {
    example: () => ({ detail: "The statistics come as application/json or text/csv. Send an Accept header with one of them, or none." }),
  },
  "not-exportable": {
    example: () => ({
      detail:
        "The score lines do not say whose scores they are. Submit them with a first line that names the students, such as " +
        '"quiz,ada,grace", and with the option header: true.',
    }),
  },
  "upload-incomplete": {
    example: () => ({
      detail: "1 of 2 parts is missing or has the wrong size; nothing was lost. Send it, then complete the upload again.",
      errors: [{ pointer: "/parts/2", code: "missing-part", detail: "Part 2 is not there. It has 1000 bytes." }],
    }),
  },
  "upload-completed": {
    example: () => ({
      detail: "This upload was completed at 2026-11-25T09:30:00.000Z; it is submission 01a21000-7d3b-7b8e-9b59-0a5f6f0f6a11 now.",
    }),
  },
  "upload-aborted": {
    example: () => ({ detail: "This upload was given up, and its parts are gone. Begin a new one with POST /uploads." }),
  },
  "upload-expired": {
    example: () => ({
      detail: "This upload could be completed until 2026-11-27T09:30:00.000Z, and its parts are gone. Begin a new one with POST /uploads.",
    }),
  },
  "upload-too-large": {
    example: ({ uploads: { largestBytes } }) => ({
      detail:
        `The file has ${largestBytes + 1} bytes, and at most ${largestBytes} can be uploaded. ` +
        "Cut it between two quizzes, and upload the pieces as submissions of their own.",
    }),
  },
  "body-too-large": {
    example: ({ maxBodyBytes }) => ({
      detail: `The body has ${maxBodyBytes + 1} bytes, and at most ${maxBodyBytes} can be taken. Send a file that is larger by POST /uploads.`,
    }),
  },
  "unsupported-media-type": {
    headers: ["Accept"],
    example: () => ({
      detail: "Send the score lines as application/json, text/csv or application/octet-stream, and say which in the header Content-Type.",
    }),
  },
  "invalid-request": {
    example: () => ({
      detail: 'The field "data" is missing. See errors for each place.',
      errors: [
        { pointer: "/data", code: "missing-field", detail: 'The field "data" is missing.' },
        { pointer: "/dta", code: "unknown-field", detail: 'There is no field "dta": check its spelling, or leave it out.' },
      ],
    }),
  },
  "invalid-scores": {
    example: () => ({
      detail: "1 thing keeps the score lines from being read; nothing was stored. Mend them and send all lines again.",
      errors: [unreadableCell],
    }),
  },
  "idempotency-key-reused": {
    example: () => ({
      detail:
        "This Idempotency-Key came with another request before: with other score lines, or something else said of them. Send this one with a key of its own.",
    }),
  },
  "dry-run-too-large": {
    example: () => ({
      detail:
        "A dry run takes 2000 quizzes at most, and these are 8000. Submit the score lines without dryRun, which has no such limit, or try them in parts.",
    }),
  },
  "internal-error": {
    example: () => ({ detail: "Something went wrong on our side. The instance is the id to report it with." }),
  },
  "temporarily-unavailable": {
    headers: ["Retry-After"],
    example: () => ({
      detail: "A service that Scoreline needs did not answer. Send the request again, with the same Idempotency-Key if it had one.",
    }),
  },
};
