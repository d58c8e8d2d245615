// What an answer of each kind of problem has beside title and status: its own headers, and what it says by way of example.
import type { Static } from "@sinclair/typebox";
import type { HeaderName } from "./headers.ts";
import type { Problem } from "./problem.ts";
import type { problemKinds } from "./problem-kinds.ts";

export type ProblemCode = keyof typeof problemKinds;

/** What the examples tell of the API, from pipeline.json. */
export interface Served {
  maxBodyBytes: number;
  routes: readonly { method: string; path: string }[];
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
  "not-found": {
    example: ({ routes }) => ({
      detail: `There is nothing at /submission. Scoreline serves: ${routes.map(({ method, path }) => `${method} ${path}`).join(", ")}.`,
    }),
  },
  "method-not-allowed": {
    headers: ["Allow"],
    example: ({ routes }) => {
      const methods = routes.flatMap(({ method, path }) => (path === "/submissions" ? [method] : []));
      return { detail: `/submissions does not take PUT. It takes ${methods.join(", ")}.` };
    },
  },
  "body-too-large": {
    example: ({ maxBodyBytes }) => ({
      detail: `The body has ${maxBodyBytes + 1} bytes, and at most ${maxBodyBytes} can be taken. Send the quizzes in several submissions.`,
    }),
  },
  "unsupported-media-type": {
    headers: ["Accept"],
    example: () => ({ detail: 'Send the score lines as JSON, with the header "Content-Type: application/json".' }),
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
  "internal-error": {
    example: () => ({ detail: "Something went wrong on our side. The instance is the id to report it with." }),
  },
  "temporarily-unavailable": {
    headers: ["Retry-After"],
    example: () => ({
      detail: "A service that Scoreline needs did not answer. Nothing was announced: send the request again.",
    }),
  },
};
