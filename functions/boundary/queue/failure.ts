// What a submitter is told of a record that a function gave up: the document that is kept, and the event that is mailed.
import { failure as contract, submissionFailed } from "../../../generated/contracts.js";
import type { Failure } from "../../../generated/types/failure.d.ts";
import type { SubmissionFailed } from "../../../generated/types/submission-failed.d.ts";
import { writeFailure } from "../../../generated/validators/write-failure.js";
import { writeSubmissionFailed } from "../../../generated/validators/write-submission-failed.js";
import { ContractError } from "../contract.ts";
import { createEvent } from "../event.ts";

export interface GivenUp {
  failure: Failure;
  event: SubmissionFailed;
}

interface Said {
  submissionId?: unknown;
  submittedAt?: unknown;
  title?: unknown;
  course?: unknown;
}

/**
 * The failure of the submission that a record's body names. Undefined where it names none: the body may be anything, since a message that violates its
 * contract is given up too, and then what it says of the submission is believed as far as it is well-formed. Undefined as well where the body is itself
 * the news of a failure: that has been recorded, and its news would go round in a circle.
 *
 * The event of the same record is the same again but for its time.
 */
export function givenUp(
  { body, messageId }: { body: string; messageId: string },
  { code, origin }: { code: string; origin: string },
  at: Date,
): GivenUp | undefined {
  const { type, id, traceparent, data } = messageOf(body);
  if (type === submissionFailed.type) return undefined;
  const { submissionId, submittedAt, title, course } = data;
  const failedAt = at.toISOString();
  const failure: unknown = { $schema: contract.id, submissionId, acceptedAt: submittedAt, failedAt, stage: origin, code };
  if (!writeFailure(failure)) return undefined;

  const happening = {
    submissionId: failure.submissionId,
    contentId: `${origin}\n${code}\n${messageId}`,
    time: failedAt,
    source: `/scoreline/${origin}`,
    data: { submissionId: failure.submissionId, submittedAt: failure.acceptedAt, failedAt, stage: origin, code },
  };
  const labels = { ...(typeof title === "string" && { title }), ...(typeof course === "string" && { course }) };
  const context = { ...(typeof id === "string" && { causationId: id }), ...(typeof traceparent === "string" && { traceparent }) };
  const event =
    eventOf({ ...happening, ...context, data: { ...happening.data, ...labels } }) ??
    createEvent(submissionFailed, writeSubmissionFailed, happening);
  return { failure, event };
}

/** The submission that a record's body names, for the log; undefined where it names none that is well-formed. */
export function submissionIdOf(body: string): string | undefined {
  const { submissionId } = messageOf(body).data;
  return typeof submissionId === "string" && /^[0-9a-f-]{36}$/.test(submissionId) ? submissionId : undefined;
}

/** Undefined where what the body says of its cause and its labels is not well-formed. */
function eventOf(happening: Parameters<typeof createEvent<SubmissionFailed>>[2]): SubmissionFailed | undefined {
  try {
    return createEvent(submissionFailed, writeSubmissionFailed, happening);
  } catch (error) {
    if (error instanceof ContractError) return undefined;
    throw error;
  }
}

function messageOf(body: string): { type?: unknown; id?: unknown; traceparent?: unknown; data: Said } {
  try {
    const message = Object(JSON.parse(body));
    return { ...message, data: Object(message.data) };
  } catch {
    return { data: {} };
  }
}
