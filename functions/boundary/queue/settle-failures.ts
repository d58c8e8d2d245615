// What becomes of a record that failed: to the dead-letter queue with its reason, or back for another try, later and later.
import type middy from "@middy/core";
import type { Context, SQSRecord } from "aws-lambda";
import type { Failure } from "../../../generated/types/failure.d.ts";
import type { QueueSettings } from "../../../generated/types/pipeline.d.ts";
import type { SubmissionFailed } from "../../../generated/types/submission-failed.d.ts";
import { ContractError, pointerOf } from "../contract.ts";
import { errorFields, log } from "../log.ts";
import { NotYet } from "../not-yet.ts";
import { Unprocessable } from "../unprocessable.ts";
import { givenUp, submissionIdOf } from "./failure.ts";

/** Why a message lies in the dead-letter queue; sent along as message attributes. */
export interface DeathReason {
  /** `contract-violation`, `object-gone`, `retries-exhausted` …: what operators group by. */
  code: string;
  message: string;
  /** JSON pointer into the message, where there is one. */
  pointer?: string;
  /** The function that gave up. */
  origin: string;
}

export interface Settling {
  /** The function, as pipeline.json calls it. */
  origin: string;
  queue: Pick<QueueSettings, "maxReceiveCount" | "retry">;
  /** Stores for the submitter that a function gave the submission up. Called where the record names a submission, before it is buried. */
  recordFailure: (failure: Failure) => Promise<void>;
  /** Sends the news of it to the notifier. Called once it is stored. */
  announceFailure: (event: SubmissionFailed) => Promise<void>;
  /** Sends the record's body to the dead-letter queue. */
  bury: (record: SQSRecord, reason: DeathReason) => Promise<void>;
  /** Hides the record for so many seconds. */
  delay: (record: SQSRecord, seconds: number) => Promise<void>;
}

/** A failure that takes longer to be told is not waited for: the record is still to be buried before the function's time is up. */
const tellingMs = 10_000;

/**
 * Middleware: a record that can never pass (it violates its contract, or its logic threw Unprocessable), and one that failed on its last
 * permitted try, is told to the submitter, buried and so done; any other failure is delayed and stays a failure: longer from try to try, or
 * as long as NotYet says. Never throws: where the submitter cannot be told, the record is buried all the same; where burying or delaying fails
 * itself, the record stays a failure and the queue's own redrive has the last word.
 */
export function settleFailures({
  origin,
  queue,
  recordFailure,
  announceFailure,
  bury,
  delay,
}: Settling): middy.MiddlewareObj<{ Records: SQSRecord[] }, PromiseSettledResult<unknown>[]> {
  const settle = async (record: SQSRecord, reason: unknown, context: Context): Promise<PromiseSettledResult<unknown>> => {
    const attempt = Number(record.attributes.ApproximateReceiveCount);
    const death = deathReason(reason, attempt >= queue.maxReceiveCount, origin);
    log(death ? "error" : "warn", death ? "record buried" : "record failed", {
      correlationId: submissionIdOf(record.body),
      requestId: context.awsRequestId,
      messageId: record.messageId,
      attempt,
      code: death?.code,
      ...errorFields(reason),
    });
    try {
      if (death) {
        await tell(record, death);
        await bury(record, death);
        return { status: "fulfilled", value: undefined };
      }
      await delay(record, reason instanceof NotYet ? wholeSeconds(reason) : backOffSeconds(queue.retry, attempt));
    } catch (error) {
      log("error", "failed record could not be settled", {
        correlationId: submissionIdOf(record.body),
        messageId: record.messageId,
        ...errorFields(error),
      });
    }
    return { status: "rejected", reason };
  };
  const tell = async (record: SQSRecord, death: DeathReason): Promise<void> => {
    const told = givenUp(record, death, new Date());
    if (!told) return;
    const { failure, event } = told;
    try {
      await within(
        tellingMs,
        recordFailure(failure).then(() => announceFailure(event)),
      );
    } catch (error) {
      log("error", "failure could not be told", {
        correlationId: failure.submissionId,
        messageId: record.messageId,
        ...errorFields(error),
      });
    }
  };
  return {
    after: async (request) => {
      const { event, context, response } = request;
      request.response = await Promise.all(
        (response ?? []).map((outcome, index) => {
          const record = event.Records[index];
          return outcome.status === "rejected" && record ? settle(record, outcome.reason, context) : outcome;
        }),
      );
    },
  };
}

/** Wait before try `attempt + 1`: doubles from try to try, up to the longest. */
export function backOffSeconds({ firstDelaySeconds, longestDelaySeconds }: QueueSettings["retry"], attempt: number): number {
  return Math.min(longestDelaySeconds, firstDelaySeconds * 2 ** (attempt - 1));
}

/** As SQS takes them: a second at least, and twelve hours at most. */
function wholeSeconds({ seconds }: NotYet): number {
  return Math.min(Math.max(Math.ceil(seconds), 1), 43_200);
}

function deathReason(error: unknown, isLastTry: boolean, origin: string): DeathReason | undefined {
  if (error instanceof ContractError) {
    const [violation] = error.violations;
    return { code: "contract-violation", message: error.message, origin, ...(violation && { pointer: pointerOf(violation) }) };
  }
  if (error instanceof Unprocessable) return { code: error.code, message: error.message, origin };
  if (isLastTry)
    return { code: "retries-exhausted", message: error instanceof Error ? `${error.name}: ${error.message}` : String(error), origin };
  return undefined;
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`Not done within ${ms} ms.`)), ms);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
