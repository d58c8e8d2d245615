// Every contract: its name, its version, its kind and its schema. What is not listed here is not generated and not published.
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
   * (no field leaks). `configuration`: closed both ways.
   */
  kind: "request" | "answer" | "event" | "document" | "configuration";
  schema: TObject;
  /** Events only: the function that sends it. */
  producer?: string;
}

export const catalogue = {
  "submission-request": { version: "1.1.0", kind: "request", schema: SubmissionRequest },
  "submission-accepted": { version: "1.0.0", kind: "answer", schema: SubmissionAccepted },
  problem: { version: "1.0.0", kind: "answer", schema: Problem },
  "raw-data-stored": { version: rawDataStored.version, kind: "event", schema: RawDataStored, producer: rawDataStored.producer },
  "statistics-calculated": {
    version: statisticsCalculated.version,
    kind: "event",
    schema: StatisticsCalculated,
    producer: statisticsCalculated.producer,
  },
  statistics: { version: statistics.version, kind: "document", schema: Statistics },
  pipeline: { version: "1.0.0", kind: "configuration", schema: Pipeline },
} as const satisfies Record<string, Contract>;
