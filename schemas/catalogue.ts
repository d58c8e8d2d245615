// Every contract: its name, version, kind and schema, who sends it and who reads it. What is not listed here is not generated.
import type { TObject } from "@sinclair/typebox";
import { Health } from "./api/health.ts";
import { Problem } from "./api/problem.ts";
import { StatisticsQuery } from "./api/statistics-query.ts";
import { SubmissionAccepted } from "./api/submission-accepted.ts";
import { SubmissionList, SubmissionListQuery } from "./api/submission-list.ts";
import { SubmissionProblems } from "./api/submission-problems.ts";
import { SubmissionQuery } from "./api/submission-query.ts";
import { SubmissionRequest } from "./api/submission-request.ts";
import { SubmissionStatus } from "./api/submission-status.ts";
import { UploadCreated } from "./api/upload-created.ts";
import { UploadParts, UploadPartsRequest } from "./api/upload-parts.ts";
import { UploadProgress } from "./api/upload-progress.ts";
import { UploadRequest } from "./api/upload-request.ts";
import { Failure, document as failure } from "./documents/failure.ts";
import { HistoryRow, document as historyRow } from "./documents/history-row.ts";
import { IdempotencyRecord, document as idempotencyRecord } from "./documents/idempotency-record.ts";
import { Pipeline } from "./documents/pipeline.ts";
import { Rejection, document as rejection } from "./documents/rejection.ts";
import { Statistics, document as statistics } from "./documents/statistics.ts";
import { Submission, document as submission } from "./documents/submission.ts";
import { Upload, document as upload } from "./documents/upload.ts";
import { RawDataStored, event as rawDataStored } from "./events/raw-data-stored.ts";
import { StatisticsCalculated, event as statisticsCalculated } from "./events/statistics-calculated.ts";
import { StatisticsPublished, event as statisticsPublished } from "./events/statistics-published.ts";
import { SubmissionFailed, event as submissionFailed } from "./events/submission-failed.ts";
import { SubmissionRejected, event as submissionRejected } from "./events/submission-rejected.ts";

export interface Contract {
  version: string;
  /**
   * `request`: read closed, so that a typo is told. `answer`, `event`, `document`: read open (unknown fields pass), written closed
   * (no field leaks). `configuration`: closed both ways, and our own: it is not published.
   */
  kind: "request" | "answer" | "event" | "document" | "configuration";
  schema: TObject;
  /** Functions of pipeline.json, or who it is outside of Scoreline. */
  sentBy: readonly [string, ...string[]];
  readBy: readonly string[];
  /**
   * Of an event that goes to a topic: what subscribers can filter by, beside its `type` and `schemamajor`. By name a JSON pointer into the
   * event, or a constant; what is not there is no attribute.
   */
  attributes?: Readonly<Record<string, string>>;
}

/**
 * Version of the set: what the package of contracts is released as. It rises by a major when any contract's does or one goes, by a minor when
 * one is new or rises by a minor, by a patch for the rest; schemas/CHANGELOG.md tells each.
 */
export const setVersion = "1.2.0";

export const catalogue = {
  "submission-request": {
    version: "1.2.0",
    kind: "request",
    schema: SubmissionRequest,
    sentBy: ["API clients"],
    readBy: ["request-receiver"],
  },
  "submission-query": {
    version: "1.0.0",
    kind: "request",
    schema: SubmissionQuery,
    sentBy: ["API clients"],
    readBy: ["request-receiver"],
  },
  "submission-accepted": {
    version: "1.1.0",
    kind: "answer",
    schema: SubmissionAccepted,
    sentBy: ["request-receiver"],
    readBy: ["API clients"],
  },
  "submission-status": {
    version: "1.0.0",
    kind: "answer",
    schema: SubmissionStatus,
    sentBy: ["result-reader"],
    readBy: ["API clients"],
  },
  "statistics-query": {
    version: "1.0.0",
    kind: "request",
    schema: StatisticsQuery,
    sentBy: ["API clients"],
    readBy: ["result-reader"],
  },
  "submission-problems": {
    version: "1.0.0",
    kind: "answer",
    schema: SubmissionProblems,
    sentBy: ["result-reader"],
    readBy: ["API clients"],
  },
  "submission-list-query": {
    version: "1.0.0",
    kind: "request",
    schema: SubmissionListQuery,
    sentBy: ["API clients"],
    readBy: ["result-reader"],
  },
  "submission-list": {
    version: "1.0.0",
    kind: "answer",
    schema: SubmissionList,
    sentBy: ["result-reader"],
    readBy: ["API clients"],
  },
  "upload-request": {
    version: "1.0.0",
    kind: "request",
    schema: UploadRequest,
    sentBy: ["API clients"],
    readBy: ["request-receiver"],
  },
  "upload-created": {
    version: "1.0.0",
    kind: "answer",
    schema: UploadCreated,
    sentBy: ["request-receiver"],
    readBy: ["API clients"],
  },
  "upload-parts-request": {
    version: "1.0.0",
    kind: "request",
    schema: UploadPartsRequest,
    sentBy: ["API clients"],
    readBy: ["request-receiver"],
  },
  "upload-parts": {
    version: "1.0.0",
    kind: "answer",
    schema: UploadParts,
    sentBy: ["request-receiver"],
    readBy: ["API clients"],
  },
  "upload-progress": {
    version: "1.0.0",
    kind: "answer",
    schema: UploadProgress,
    sentBy: ["result-reader"],
    readBy: ["API clients"],
  },
  health: { version: "1.0.0", kind: "answer", schema: Health, sentBy: ["result-reader"], readBy: ["API clients"] },
  problem: { version: "1.0.0", kind: "answer", schema: Problem, sentBy: ["request-receiver"], readBy: ["API clients"] },
  "raw-data-stored": {
    version: rawDataStored.version,
    kind: "event",
    schema: RawDataStored,
    sentBy: rawDataStored.producers,
    readBy: ["analytics-calculator"],
  },
  "statistics-calculated": {
    version: statisticsCalculated.version,
    kind: "event",
    schema: StatisticsCalculated,
    sentBy: statisticsCalculated.producers,
    readBy: ["result-notifier"],
  },
  "submission-rejected": {
    version: submissionRejected.version,
    kind: "event",
    schema: SubmissionRejected,
    sentBy: submissionRejected.producers,
    readBy: ["result-notifier", "downstream teams"],
    attributes: submissionRejected.attributes,
  },
  "submission-failed": {
    version: submissionFailed.version,
    kind: "event",
    schema: SubmissionFailed,
    sentBy: submissionFailed.producers,
    readBy: ["result-notifier", "downstream teams"],
    attributes: submissionFailed.attributes,
  },
  "statistics-published": {
    version: statisticsPublished.version,
    kind: "event",
    schema: StatisticsPublished,
    sentBy: statisticsPublished.producers,
    readBy: ["downstream teams"],
    attributes: statisticsPublished.attributes,
  },
  submission: {
    version: submission.version,
    kind: "document",
    schema: Submission,
    sentBy: ["request-receiver"],
    readBy: ["result-reader"],
  },
  upload: {
    version: upload.version,
    kind: "document",
    schema: Upload,
    sentBy: ["request-receiver"],
    readBy: ["request-receiver", "result-reader"],
  },
  "idempotency-record": {
    version: idempotencyRecord.version,
    kind: "document",
    schema: IdempotencyRecord,
    sentBy: ["request-receiver"],
    readBy: ["request-receiver"],
  },
  rejection: {
    version: rejection.version,
    kind: "document",
    schema: Rejection,
    sentBy: ["analytics-calculator"],
    readBy: ["result-notifier", "result-reader"],
  },
  failure: {
    version: failure.version,
    kind: "document",
    schema: Failure,
    sentBy: ["analytics-calculator", "result-notifier"],
    readBy: ["result-reader"],
  },
  statistics: {
    version: statistics.version,
    kind: "document",
    schema: Statistics,
    sentBy: ["analytics-calculator"],
    readBy: ["result-notifier", "result-reader", "downstream teams"],
  },
  "history-row": {
    version: historyRow.version,
    kind: "document",
    schema: HistoryRow,
    sentBy: ["analytics-calculator"],
    readBy: ["downstream teams"],
  },
  pipeline: {
    version: "1.0.0",
    kind: "configuration",
    schema: Pipeline,
    sentBy: ["operators"],
    readBy: ["build", "local stack", "Terraform"],
  },
} as const satisfies Record<string, Contract>;

/**
 * Who has to go on understanding whom, through all versions of a major. A request: today's API every client's. An answer: every client
 * today's API. Events and documents: everybody everybody, since they are kept, and both sides are deployed in any order.
 */
export const compatibilityModes = {
  request: "BACKWARD_TRANSITIVE",
  answer: "FORWARD_TRANSITIVE",
  event: "FULL_TRANSITIVE",
  document: "FULL_TRANSITIVE",
} as const satisfies Record<Exclude<Contract["kind"], "configuration">, string>;

export type PublishedContract = Contract & { kind: keyof typeof compatibilityModes };

function isPublished(entry: [string, Contract]): entry is [string, PublishedContract] {
  return entry[1].kind in compatibilityModes;
}

/** The contracts that others build on, in the order of the catalogue. */
export const publishedContracts: [name: string, contract: PublishedContract][] = Object.entries<Contract>(catalogue).filter(isPublished);
