// The GET routes: what became of a submission, which submissions there are, the contracts. Reads, and writes nothing.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  health,
  statisticsQuery,
  submissionList,
  submissionListQuery,
  submissionStatus,
  uploadProgress as uploadProgressContract,
} from "../../generated/contracts.js";
import { readStatisticsQuery } from "../../generated/validators/read-statistics-query.js";
import { readSubmissionListQuery } from "../../generated/validators/read-submission-list-query.js";
import { writeHealth } from "../../generated/validators/write-health.js";
import { writeSubmissionList } from "../../generated/validators/write-submission-list.js";
import { writeSubmissionStatus } from "../../generated/validators/write-submission-status.js";
import { writeUploadProgress } from "../../generated/validators/write-upload-progress.js";
import pipeline from "../../pipeline.json" with { type: "json" };
import { environment } from "../boundary/environment.ts";
import { auth } from "../boundary/http/auth.ts";
import { type Caller, mayRead, mayReadAll, requireOwner } from "../boundary/http/caller.ts";
import { asNumber } from "../boundary/http/query.ts";
import { route } from "../boundary/http/route.ts";
import { httpFunction } from "../boundary/http/stack.ts";
import { absent } from "./absence.ts";
import { gradebookOf, noSuchStudents } from "./gradebook-of.ts";
import { listOwn } from "./list-own.ts";
import { listSubmissions } from "./list-submissions.ts";
import { problemsOf } from "./problems-of.ts";
import { refuseStrangers } from "./readable.ts";
import { releasedSchema } from "./released-schema.ts";
import { retryAfterSeconds } from "./state.ts";
import { statisticsOf } from "./statistics-of.ts";
import { statusOf } from "./status-of.ts";
import { storedIn } from "./stored.ts";
import { submissionIdOf } from "./submission-id.ts";
import { uploadProgress } from "./upload-progress.ts";

const { RAW_BUCKET, RESULTS_BUCKET } = environment("RAW_BUCKET", "RESULTS_BUCKET", "AUTH");
const stored = storedIn({ raw: RAW_BUCKET, results: RESULTS_BUCKET });
/** `npm run build` puts them there. */
const beside = (file: string) => join(import.meta.dirname, file);

/** Uploads, as a caller sees them: what they may not read is not there. */
const uploadsFor = (caller: Caller) => ({
  ...stored.uploads,
  upload: async (id: string) => {
    const upload = await stored.uploads.upload(id);
    return upload !== undefined && mayRead(caller, upload) ? upload : undefined;
  },
});

const absenceOf = async (what: string, id: string) => absent(what, await statusOf(id, stored.status), new Date());

/** The submission that a path names and the caller may read. */
async function readableIdOf(request: Parameters<typeof submissionIdOf>[0] & { caller: Caller }): Promise<string> {
  const id = submissionIdOf(request);
  await refuseStrangers(id, request.caller, stored.status);
  return id;
}

export const handler = httpFunction(
  { ...pipeline.api, auth: auth() },
  {
    "GET /submissions": route(
      {
        query: { ...submissionListQuery, validate: readSubmissionListQuery, readings: { limit: asNumber } },
        answer: { ...submissionList, validate: writeSubmissionList },
      },
      async ({ query, caller }) => {
        const page = mayReadAll(caller) ? listSubmissions(query, stored.lists) : listOwn(requireOwner(caller), query, stored.ownLists);
        return { status: 200, body: await page };
      },
    ),

    "GET /submissions/{id}": route({ answer: { ...submissionStatus, validate: writeSubmissionStatus } }, async (request) => {
      const status = await statusOf(await readableIdOf(request), stored.status);
      const seconds = retryAfterSeconds(status, new Date());
      return { status: 200, headers: seconds === undefined ? {} : { "retry-after": String(seconds) }, body: status };
    }),

    "GET /submissions/{id}/statistics": route(
      { query: { ...statisticsQuery, validate: readStatisticsQuery, readings: {} } },
      async (request) => {
        const id = await readableIdOf(request);
        const { query, headers } = request;
        const absence = () => absenceOf("statistics", id);
        const { format } = query;
        if (format !== undefined) return gradebookOf(id, { ...query, format }, headers, { ...stored.gradebook(id), absence });
        if (query.studentsBy !== undefined) throw noSuchStudents(query);
        return statisticsOf(headers, { ...stored.statistics(id), absence });
      },
    ),

    "GET /submissions/{id}/problems": route({}, async (request) => {
      const id = await readableIdOf(request);
      return problemsOf(id, request.headers, { ...stored.problems(id), absence: () => absenceOf("quality report", id) });
    }),

    "GET /uploads/{id}": route({ answer: { ...uploadProgressContract, validate: writeUploadProgress } }, async (request) => ({
      status: 200,
      body: await uploadProgress(submissionIdOf(request), uploadsFor(request.caller)),
    })),

    "GET /schemas/{name}/{file}": route({}, ({ pathParameters, headers }) =>
      releasedSchema(beside("schemas"), { ...pathParameters, ifNoneMatch: headers["if-none-match"] }),
    ),

    "GET /openapi.json": route({}, async () => ({
      status: 200,
      text: await readFile(beside("openapi.json"), "utf8"),
      contentType: "application/json",
    })),

    "GET /health": route({ answer: { ...health, validate: writeHealth } }, async () => ({ status: 200, body: { status: "ok" } })),
  },
);
