// What each route of pipeline.json does, takes and answers: an entry a route, by method and path. OpenAPI is written from it.
import { type TSchema, Type } from "@sinclair/typebox";
import type { HeaderName } from "./headers.ts";
import type { ProblemCode } from "./problem-answers.ts";
import { StatisticsQuery } from "./statistics-query.ts";
import { SubmissionListQuery } from "./submission-list.ts";
import { SubmissionQuery } from "./submission-query.ts";

/** What there is in the API: operations are grouped by these. */
export const tags = {
  Submissions: "Score lines that somebody sends in, to be turned into statistics.",
  Uploads: "Files that are larger than a request may be, sent in parts.",
  Results: "What became of them.",
  Contracts: "What everybody can rely on.",
} as const satisfies Record<string, string>;

export interface Parameter {
  in: "path" | "query" | "header";
  description: string;
  /** A parameter in the path is always required. */
  required?: boolean;
  schema: TSchema;
  example: string | number | boolean;
}

/** A body: the contract that it keeps, by its name in the catalogue. Its examples are that contract's. */
export type Content<ContractName extends string> = { contract: ContractName } | Plain;

/** A body that is no contract of ours: text, or JSON that another standard describes. */
export interface Plain {
  schema: TSchema;
  example: unknown;
}

export interface Answer<ContractName extends string> {
  description: string;
  /** Its own headers, beside those that every answer has. */
  headers?: readonly HeaderName[];
  /** Its body, by media type. */
  contents: Readonly<Record<string, Content<ContractName>>>;
}

export interface Operation<ContractName extends string = string> {
  operationId: string;
  tag: keyof typeof tags;
  summary: string;
  /** CommonMark. */
  description: string;
  /** By name. */
  parameters?: Readonly<Record<string, Parameter>>;
  /** What it takes, by media type; left out where it takes no body. */
  request?: { description: string; contents: Readonly<Record<string, Content<ContractName>>> };
  /** What it answers where all goes well, by status. */
  answers: Readonly<Record<number, Answer<ContractName>>>;
  /** What it answers otherwise. */
  problems: readonly ProblemCode[];
}

const id = {
  in: "path",
  description: "Id of the submission.",
  schema: Type.String({ format: "uuid" }),
  example: "01a21000-7d3b-7b8e-9b59-0a5f6f0f6a11",
} as const satisfies Parameter;

const uploadId = {
  ...id,
  description: "Id of the upload, and of the submission that it becomes.",
} as const satisfies Parameter;

const ifNoneMatch = {
  in: "header",
  description: "The ETag of what the client has: where it still is the same, the answer is 304, without a body.",
  schema: Type.String(),
  example: '"7f2b3c8d9e0a1b2c3d4e5f60718293a4"',
} as const satisfies Parameter;

const traceparent = {
  in: "header",
  description:
    "The caller's trace (W3C Trace Context). All that the request sets off carries it on; one that is not well formed is ignored.",
  schema: Type.String(),
  example: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
} as const satisfies Parameter;

const idempotencyKey = {
  in: "header",
  description:
    "Names the request: sent again with the same key it is the same submission. 1 to 255 visible ASCII characters, bare or in double quotes. The same key with " +
    "something else is refused.",
  schema: Type.String({ minLength: 1, maxLength: 512 }),
  example: "a6f0d1c2-4f6e-4b8a-9a53-6f1c6a52aa10",
} as const satisfies Parameter;

const said = SubmissionQuery.properties;

/** What the query says of a CSV file. */
const submissionQuery = {
  title: queryParameter(said.title, "Week 7"),
  course: queryParameter(said.course, "CS-487"),
  replaces: queryParameter(said.replaces, "01a20ff0-2c11-7a5e-8f02-6b1de0a4c7d2"),
  mode: queryParameter(said.mode, "lenient"),
  delimiter: queryParameter(said.delimiter, ";"),
  decimal: queryParameter(said.decimal, ","),
  header: queryParameter(said.header, true),
  encoding: queryParameter(said.encoding, "windows-1252"),
  missingTokens: {
    ...queryParameter(Type.String(), "n/a,absent"),
    description: `${said.missingTokens.description} With commas between them.`,
  },
  maxScore: queryParameter(said.maxScore, 100),
  passMark: queryParameter(said.passMark, 50),
  gradeBands: {
    ...queryParameter(Type.String(), "A:85,B:70"),
    description: `${said.gradeBands.description} Each as name and lowest score, with commas between them.`,
  },
  excludeZeros: queryParameter(said.excludeZeros, true),
  minimumGroupSize: queryParameter(said.minimumGroupSize, 5),
  dryRun: queryParameter(said.dryRun, true),
} as const satisfies Record<keyof typeof said, Parameter>;

function queryParameter(schema: TSchema, example: string | number | boolean): Parameter {
  return { in: "query", description: schema.description ?? "", schema, example };
}

const csvFile = { schema: Type.String(), example: "Quiz1,85,76,90\nQuiz2,78,88,85\n" } as const satisfies Plain;

export const operations = {
  "POST /submissions": {
    operationId: "submit",
    tag: "Submissions",
    summary: "Submit score lines",
    description:
      "Takes score lines, one quiz each, reads every cell and stores them. The answer says that they are stored; their statistics are " +
      "computed afterwards and come by mail. Where a cell cannot be read nothing is stored, and the answer names every such cell.\n\n" +
      "A CSV file is stored byte for byte, and the query says what is known of it; a JSON body says everything itself. `text/csv` is UTF-8; a file in " +
      "another encoding is sent as `application/octet-stream`.\n\n" +
      "With an `Idempotency-Key` a request can be sent again whatever became of it: there is one submission, and always the same answer. Without one, " +
      "a request that is sent again is a submission of its own.\n\n" +
      "With `dryRun=true` nothing is stored: the answer is the statistics, byte for byte as they would be stored. A dry run takes 2,000 quizzes at most, " +
      "and answers with 5,000,000 bytes at most.\n\n" +
      "With `replaces` it corrects an earlier submission, which stays: the statistics and the mail tell the earlier figures beside the new ones. One that is " +
      "not there is refused, and so is a dry run, which reads nothing that is stored.",
    parameters: { "idempotency-key": idempotencyKey, traceparent, ...submissionQuery },
    request: {
      description: "The score lines, and what is known of them.",
      contents: {
        "application/json": { contract: "submission-request" },
        "text/csv": csvFile,
        "application/octet-stream": csvFile,
      },
    },
    answers: {
      200: {
        description: "A dry run: the statistics. Nothing is stored.",
        contents: { "application/json": { contract: "statistics" } },
      },
      202: {
        description: "The score lines are stored and will be worked on.",
        headers: ["Location", "Retry-After"],
        contents: { "application/json": { contract: "submission-accepted" } },
      },
    },
    problems: [
      "malformed-json",
      "invalid-idempotency-key",
      "body-too-large",
      "unsupported-media-type",
      "invalid-request",
      "invalid-scores",
      "idempotency-key-reused",
      "dry-run-too-large",
      "internal-error",
      "temporarily-unavailable",
    ],
  },
  "GET /submissions": {
    operationId: "listSubmissions",
    tag: "Results",
    summary: "List the submissions",
    description:
      "The submissions, the newest first, a page at a time: `links.next` is the path of the next page. A page may have fewer than `limit` " +
      "and still a next one. Uploads appear when they are completed. Where the API takes tokens these are one's own submissions; with the scope `read-all`, all of them.",
    parameters: {
      limit: {
        in: "query",
        description: "How many submissions a page has at most.",
        schema: SubmissionListQuery.properties.limit,
        example: 50,
      },
      cursor: {
        in: "query",
        description: "Where the page begins, as `links.next` of the page before has it.",
        schema: SubmissionListQuery.properties.cursor,
        example: "fe5defff82c4-01a21000-7d3b-7b8e-9b59-0a5f6f0f6a11",
      },
    },
    answers: { 200: { description: "A page of submissions.", contents: { "application/json": { contract: "submission-list" } } } },
    problems: ["invalid-request", "internal-error", "temporarily-unavailable"],
  },
  "GET /submissions/{id}": {
    operationId: "readSubmission",
    tag: "Results",
    summary: "Ask how far a submission has come",
    description:
      "Answers from the moment in which the submission was accepted, before any work on it has begun. While something is to come, `Retry-After` " +
      "says when to ask again.",
    parameters: { id },
    answers: {
      200: {
        description: "How far it has come.",
        headers: ["Retry-After"],
        contents: { "application/json": { contract: "submission-status" } },
      },
    },
    problems: ["not-found", "internal-error", "temporarily-unavailable"],
  },
  "GET /submissions/{id}/statistics": {
    operationId: "readStatistics",
    tag: "Results",
    summary: "Read the statistics of a submission",
    description:
      "The statistics document as it is stored, byte for byte, or as CSV with a line for each quiz, by `Accept`; JSON, where it leaves the " +
      "choice. JSON of more than 5 MB is a redirect to S3. While the statistics are still to come, the problem is `not-ready`, and " +
      "`Retry-After` says when to ask again.\n\n" +
      "The CSV is UTF-8 and as RFC 4180 has it. Its first line names the columns, which are the same for every submission: `quiz`, `method`, " +
      "`relativeError`, `count`, `missing`, `min`, `q1`, `median`, `q3`, `max`, `range`, `interquartileRange`, `sum`, `mean`, `modes` (with spaces " +
      "between them), `sdSample`, `sdPopulation`, `standardError`, `skewness`, `kurtosis`, `percentile5`, `percentile10`, `percentile90`, " +
      "`percentile95`, `lowerWhisker`, `upperWhisker`, `outlierCount`, `facilityIndex`, `passRate`, `discriminationIndex`, `effectiveWeight`, " +
      "`discriminativeEfficiency`. They mean what the fields of the document mean; a figure that is not defined, or was not asked for, leaves its " +
      "cell empty. New columns are added at the end. A cell that a spreadsheet would take for a formula begins with an apostrophe.\n\n" +
      "With `format` the answer is a gradebook instead, as CSV: the scores themselves, a row for each student and a column for each quiz. The students are " +
      "those of the header of the score lines, and every line has a cell for each of them; where that is not so the problem is `not-exportable`, and says " +
      "what to send. Scores are the decimals that were sent, without zeros at their end.\n\n" +
      "`canvas`: the columns `Student`, `ID`, `SIS User ID`, `SIS Login ID` and `Section`, then the quizzes; with `maxScore` a second row has each quiz's points. " +
      "A quiz that is named like `Week 1 (4711)` goes to the assignment with that id, another to the one with its name; Canvas offers to make those that it has " +
      "not. A missing score is an empty cell, which takes away a grade that Canvas has, and `EX` stays `EX`, which excuses.\n\n" +
      "`moodle`: a column that tells the user, then the quizzes; the form in which Moodle imports asks what each is. A missing score is `-`, which is no grade: " +
      "an empty cell can become 0 there.",
    parameters: {
      id,
      format: queryParameter(StatisticsQuery.properties.format, "canvas"),
      studentsBy: queryParameter(StatisticsQuery.properties.studentsBy, "login-id"),
      accept: {
        in: "header",
        description: "`application/json`, or `text/csv`.",
        schema: Type.String(),
        example: "text/csv",
      },
      "if-none-match": ifNoneMatch,
    },
    answers: {
      200: {
        description: "The statistics.",
        headers: ["ETag", "Vary"],
        contents: {
          "application/json": { contract: "statistics" },
          "text/csv": {
            schema: Type.String(),
            example: "quiz,method,relativeError,count,missing,min,q1,…\r\nQuiz1,exact,,3,0,76,80.5,…\r\n",
          },
        },
      },
      303: {
        description: "They are too large for an answer. `Location` is where they lie; the address can be used for five minutes.",
        headers: ["Location", "Vary"],
        contents: {},
      },
      304: { description: "They are what the client has.", headers: ["ETag", "Vary"], contents: {} },
    },
    problems: [
      "invalid-request",
      "not-found",
      "not-ready",
      "not-acceptable",
      "not-exportable",
      "internal-error",
      "temporarily-unavailable",
    ],
  },
  "GET /submissions/{id}/problems": {
    operationId: "readProblems",
    tag: "Results",
    summary: "Read how the score lines were read",
    description:
      "The quality report: how the lines were read, and the problems with line, column, byte offset, cell and advice. It is there as soon as the " +
      "statistics are, or the rejection; before that the problem is `not-ready`, and `Retry-After` says when to ask again.\n\n" +
      "As `text/csv` it is the rows that have an error, to be corrected and sent in again as they are: the header, if there is one, then each row as it " +
      "was sent, in UTF-8, with a note as its last cell. The note begins with `#! ` and says line, column, code and advice of each problem; a submission " +
      "passes over it. A cell that a spreadsheet would take for a formula begins with an apostrophe, which a submission takes off again; the stored " +
      "file stays as it came. A name that has wrong quotes or bytes is left out, and the note has it. Send the rows in with the `delimiter`, `decimal` " +
      "and `header` of the report, and without `encoding`.\n\n" +
      "Rows that were too many for an answer, which has 5,000,000 bytes at most, and those of files of more than 100,000,000 bytes are a redirect to S3: they were " +
      "kept when the file was read. There are none where nothing could be read, or where `minimumGroupSize` was said; nor of a large file of which they " +
      "could not be kept, since a row that failed, or the header, has more than 33,554,432 bytes, or there was no time: that is so of any file of more than 45 GB, " +
      "and may be so from 5 GB on where every row failed. The problem is `not-acceptable` then, and says what to do.",
    parameters: {
      id,
      accept: {
        in: "header",
        description: "`application/json`, or `text/csv`.",
        schema: Type.String(),
        example: "text/csv",
      },
    },
    answers: {
      200: {
        description: "The report, or the failed rows.",
        headers: ["Vary"],
        contents: {
          "application/json": { contract: "submission-problems" },
          "text/csv": {
            schema: Type.String(),
            example: 'Quiz1,85,abc,"#! Line 1, column 3: type-error: ""abc"" is not a number. …"\r\n',
          },
        },
      },
      303: {
        description:
          "The failed rows are too large for an answer. `Location` is where they lie, as CSV; the address can be used for five minutes.",
        headers: ["Location", "Vary"],
        contents: {},
      },
    },
    problems: ["not-found", "not-ready", "not-acceptable", "internal-error", "temporarily-unavailable"],
  },
  "POST /uploads": {
    operationId: "createUpload",
    tag: "Uploads",
    summary: "Begin to upload a file",
    description:
      "For files that are larger than a request may be. The answer says how the file is to be cut: every part has `partSizeBytes`, and the last " +
      "one the rest. Then ask for the parts' URLs, send the parts, in any order and some at a time, and complete the upload.\n\n" +
      "The file is read after it was completed: where it cannot be read the submission is rejected, in the modes as elsewhere.",
    parameters: { traceparent },
    request: {
      description: "What the file is, and what is known of it.",
      contents: { "application/json": { contract: "upload-request" } },
    },
    answers: {
      201: {
        description: "The upload waits for its parts.",
        headers: ["Location"],
        contents: { "application/json": { contract: "upload-created" } },
      },
    },
    problems: [
      "malformed-json",
      "upload-too-large",
      "body-too-large",
      "unsupported-media-type",
      "invalid-request",
      "internal-error",
      "temporarily-unavailable",
    ],
  },
  "POST /uploads/{id}/parts": {
    operationId: "addressParts",
    tag: "Uploads",
    summary: "Ask where parts are sent to",
    description:
      "Answers with a URL for each part. PUT the part's bytes there, with the `headers` that stand beside it; S3 refuses a part that has another " +
      "size or another CRC-32. A part that is sent twice replaces the first.",
    parameters: { id: uploadId },
    request: {
      description: "The parts, each with its CRC-32.",
      contents: { "application/json": { contract: "upload-parts-request" } },
    },
    answers: { 200: { description: "The URLs.", contents: { "application/json": { contract: "upload-parts" } } } },
    problems: [
      "malformed-json",
      "not-found",
      "upload-completed",
      "upload-aborted",
      "upload-expired",
      "body-too-large",
      "unsupported-media-type",
      "invalid-request",
      "internal-error",
      "temporarily-unavailable",
    ],
  },
  "GET /uploads/{id}": {
    operationId: "readUpload",
    tag: "Uploads",
    summary: "Ask which parts are there",
    description:
      "Whoever knows the id can go on with the upload, or, where the API takes tokens, its owner alone: `missing` names the parts that are still to be sent.",
    parameters: { id: uploadId },
    answers: { 200: { description: "How far it has come.", contents: { "application/json": { contract: "upload-progress" } } } },
    problems: ["not-found", "internal-error", "temporarily-unavailable"],
  },
  "POST /uploads/{id}/complete": {
    operationId: "completeUpload",
    tag: "Uploads",
    summary: "Complete an upload",
    description:
      "Joins the parts to the file that they make, which becomes a submission. It can be repeated, whatever became of the first try: the answer is " +
      "the same, and there is one submission.",
    parameters: { id: uploadId },
    answers: {
      202: {
        description: "The file is stored and will be worked on.",
        headers: ["Location", "Retry-After"],
        contents: { "application/json": { contract: "submission-accepted" } },
      },
    },
    problems: ["not-found", "upload-incomplete", "upload-aborted", "upload-expired", "internal-error", "temporarily-unavailable"],
  },
  "DELETE /uploads/{id}": {
    operationId: "abortUpload",
    tag: "Uploads",
    summary: "Give an upload up",
    description: "Its parts are thrown away. It can be repeated; what is a submission already stays one.",
    parameters: { id: uploadId },
    answers: { 204: { description: "It is given up.", contents: {} } },
    problems: ["not-found", "upload-completed", "internal-error", "temporarily-unavailable"],
  },
  "GET /schemas/{name}/{file}": {
    operationId: "readSchema",
    tag: "Contracts",
    summary: "Read a released contract",
    description: "A contract by the path of its `$id`: `{version}.schema.json`, or `{major}.schema.json` for the latest of a major.",
    parameters: {
      name: { in: "path", description: "Name of the contract.", schema: Type.String(), example: "statistics" },
      file: { in: "path", description: "Version or major, and `.schema.json`.", schema: Type.String(), example: "2.0.0.schema.json" },
      "if-none-match": ifNoneMatch,
    },
    answers: {
      200: {
        description:
          "The JSON Schema, byte for byte as it was released. A version may be kept for ever, the latest of a major for five minutes.",
        headers: ["ETag"],
        contents: {
          "application/schema+json": {
            schema: Type.Object({}),
            example: {
              $schema: "https://json-schema.org/draft/2020-12/schema",
              $id: "https://schemas.scoreline.dev/statistics/2.0.0.schema.json",
            },
          },
        },
      },
      304: { description: "It is what the client has.", headers: ["ETag"], contents: {} },
    },
    problems: ["not-found", "internal-error"],
  },
  "GET /openapi.json": {
    operationId: "readOpenApi",
    tag: "Contracts",
    summary: "Read this document",
    description: "The API as OpenAPI 3.1.",
    answers: {
      200: {
        description: "This document.",
        contents: { "application/json": { schema: Type.Object({}), example: { openapi: "3.1.1" } } },
      },
    },
    problems: ["internal-error"],
  },
  "GET /health": {
    operationId: "readHealth",
    tag: "Contracts",
    summary: "Ask whether the API answers",
    description: "Answers without asking any other service.",
    answers: { 200: { description: "It does.", contents: { "application/json": { contract: "health" } } } },
    problems: ["internal-error"],
  },
} as const satisfies Record<string, Operation>;
