// What becomes of a record that failed: to the dead-letter queue with its reason, or back for another try, later and later.
import type middy from "@middy/core";
import type { Context, SQSRecord } from "aws-lambda";
import type { QueueSettings } from "../../../generated/types/pipeline.d.ts";
import { ContractError, pointerOf } from "../contract.ts";
import { errorFields, log } from "../log.ts";
import { Unprocessable } from "../unprocessable.ts";

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
  queue: Pick<QueueSettings, "maxReceiveCount" | "retry">;
  /** Sends the record's body to the dead-letter queue. */
  bury: (record: SQSRecord, reason: DeathReason) => Promise<void>;
  /** Hides the record for so many seconds. */
  delay: (record: SQSRecord, seconds: number) => Promise<void>;
}

/**
 * Middleware: a record that can never pass (it violates its contract, or its logic threw Unprocessable), and one that failed on its last
 * permitted try, is buried and so done; any other failure is delayed and stays a failure. Never throws: where burying or delaying fails
 * itself, the record stays a failure and the queue's own redrive has the last word.
 */
export function settleFailures({
  queue,
  bury,
  delay,
}: Settling): middy.MiddlewareObj<{ Records: SQSRecord[] }, PromiseSettledResult<unknown>[]> {
  const settle = async (record: SQSRecord, reason: unknown, context: Context): Promise<PromiseSettledResult<unknown>> => {
    const attempt = Number(record.attributes.ApproximateReceiveCount);
    const death = deathReason(reason, attempt >= queue.maxReceiveCount, context.functionName);
    log(death ? "error" : "warn", death ? "record buried" : "record failed", {
      requestId: context.awsRequestId,
      messageId: record.messageId,
      attempt,
      code: death?.code,
      ...errorFields(reason),
    });
    try {
      if (death) {
        await bury(record, death);
        return { status: "fulfilled", value: undefined };
      }
      await delay(record, backOffSeconds(queue.retry, attempt));
    } catch (error) {
      log("error", "failed record could not be settled", { messageId: record.messageId, ...errorFields(error) });
    }
    return { status: "rejected", reason };
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
