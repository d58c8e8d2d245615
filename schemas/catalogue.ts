// Every contract: its name, version, kind and schema, who sends it and who reads it. What is not listed here is not generated.
import type { TObject } from "@sinclair/typebox";
import { Problem } from "./api/problem.ts";
import { SubmissionAccepted } from "./api/submission-accepted.ts";
import { SubmissionRequest } from "./api/submission-request.ts";
import { Pipeline } from "./documents/pipeline.ts";
import { Statistics, document as statistics } from "./documents/statistics.ts";
import { RawDataStored, event as rawDataStored } from "./events/raw-data-stored.ts";
import { StatisticsCalculated, event as statisticsCalculated } from "./events/statistics-calculated.ts";

export interface Contract {
  version: string;
  /**
   * `request`: read closed, so that a typo is told. `answer`, `event`, `document`: read open (unknown fields pass), written closed
   * (no field leaks). `configuration`: closed both ways, and our own: it is not published.
   */
  kind: "request" | "answer" | "event" | "document" | "configuration";
  schema: TObject;
  /** A function of pipeline.json, or who it is outside of Scoreline. */
  sentBy: string;
  readBy: readonly string[];
}

/**
 * Version of the set: what the package of contracts is released as. It rises by a major when any contract's does or one goes, by a minor when
 * one is new or rises by a minor, by a patch for the rest; schemas/CHANGELOG.md tells each.
 */
export const setVersion = "1.0.0";

export const catalogue = {
  "submission-request": {
    version: "1.1.0",
    kind: "request",
    schema: SubmissionRequest,
    sentBy: "API clients",
    readBy: ["request-receiver"],
  },
  "submission-accepted": {
    version: "1.0.0",
    kind: "answer",
    schema: SubmissionAccepted,
    sentBy: "request-receiver",
    readBy: ["API clients"],
  },
  problem: { version: "1.0.0", kind: "answer", schema: Problem, sentBy: "request-receiver", readBy: ["API clients"] },
  "raw-data-stored": {
    version: rawDataStored.version,
    kind: "event",
    schema: RawDataStored,
    sentBy: rawDataStored.producer,
    readBy: ["analytics-calculator"],
  },
  "statistics-calculated": {
    version: statisticsCalculated.version,
    kind: "event",
    schema: StatisticsCalculated,
    sentBy: statisticsCalculated.producer,
    readBy: ["result-notifier"],
  },
  statistics: {
    version: statistics.version,
    kind: "document",
    schema: Statistics,
    sentBy: "analytics-calculator",
    readBy: ["result-notifier", "downstream teams"],
  },
  pipeline: {
    version: "1.0.0",
    kind: "configuration",
    schema: Pipeline,
    sentBy: "operators",
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
