// What a submitter is told of a record that a function gave up: contract `failure`.
import { failure as contract } from "../../../generated/contracts.js";
import type { Failure } from "../../../generated/types/failure.d.ts";
import { writeFailure } from "../../../generated/validators/write-failure.js";

/**
 * The failure of the submission that a record's body names. Undefined where it names none: the body may be anything, since a message that
 * violates its contract is given up too, and then what names the submission is believed as far as it is well-formed.
 */
export function failureOf(body: string, { code, origin }: { code: string; origin: string }, at: Date): Failure | undefined {
  const { submissionId, submittedAt } = dataOf(body);
  const failure: unknown = {
    $schema: contract.id,
    submissionId,
    acceptedAt: submittedAt,
    failedAt: at.toISOString(),
    stage: origin,
    code,
  };
  return writeFailure(failure) ? failure : undefined;
}

function dataOf(body: string): { submissionId?: unknown; submittedAt?: unknown } {
  try {
    return Object(JSON.parse(body)?.data);
  } catch {
    return {};
  }
}
