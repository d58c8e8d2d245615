// Which records of a batch a function has done, by what its invocation gave.
import type { SQSRecord } from "aws-lambda";
import type { InvokeResult } from "../lambda/lambda-host.ts";

export interface BatchOutcome {
  /** To be deleted from the queue; the others come back when their visibility time-out ends. */
  done: SQSRecord[];
  /** Why the batch failed as a whole. */
  problem?: string;
}

/**
 * Lambda's rules with `ReportBatchItemFailures` on ("Implementing partial batch responses", success and failure conditions): nothing, an
 * empty object, or `batchItemFailures` that is absent, null or empty is a success of all; a list of known identifiers leaves those
 * records alone; an identifier that is empty, null, misnamed or not of this batch, any other answer, and a function error fail them all.
 * A known identifier may be named twice.
 */
export function batchOutcome(records: SQSRecord[], result: InvokeResult): BatchOutcome {
  if (!result.ok) return { done: [], problem: `${result.error.errorType}: ${result.error.errorMessage}` };
  const { payload } = result;
  if (payload === null || payload === undefined) return { done: records };
  if (typeof payload !== "object" || Array.isArray(payload)) return { done: [], problem: "the answer is not an object" };
  const failures: unknown = Reflect.get(payload, "batchItemFailures") ?? [];
  if (!Array.isArray(failures)) return { done: [], problem: "batchItemFailures is not a list" };

  const known = new Set(records.map(({ messageId }) => messageId));
  const failed = new Set(failures.map(identifierOf));
  for (const identifier of failed) {
    if (identifier === undefined || !known.has(identifier)) {
      return {
        done: [],
        problem: `batchItemFailures names ${JSON.stringify(identifier) ?? "no itemIdentifier"}, which is not in the batch`,
      };
    }
  }
  return { done: records.filter(({ messageId }) => !failed.has(messageId)) };
}

function identifierOf(failure: unknown): string | undefined {
  const identifier: unknown = typeof failure === "object" && failure !== null ? Reflect.get(failure, "itemIdentifier") : undefined;
  return typeof identifier === "string" ? identifier : undefined;
}
