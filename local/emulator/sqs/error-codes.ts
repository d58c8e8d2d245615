// `x-amzn-query-error` carries the code that an error had in SQS's older protocol, and the SDK names the error by it. Some codes have a prefix there, one
// another name, most neither (the `awsQueryError` traits of SQS's model). fauxqs prefixes all, so that `InvalidMessageContents` is not found by name.
import type { Reply } from "../fauxqs.ts";

const PREFIX = "AWS.SimpleQueueService.";
const PREFIXED = new Set([
  "BatchEntryIdsNotDistinct",
  "BatchRequestTooLong",
  "EmptyBatchRequest",
  "InvalidBatchEntryId",
  "MessageNotInflight",
  "NonExistentQueue",
  "PurgeQueueInProgress",
  "QueueDeletedRecently",
  "TooManyEntriesInBatchRequest",
  "UnsupportedOperation",
]);
const RENAMED = new Map([["QueueNameExists", "QueueAlreadyExists"]]);

/** Once the answer is ready. */
export function correctErrorCode(reply: Reply): void {
  const header = reply.getHeader("x-amzn-query-error");
  if (typeof header !== "string" || !header.startsWith(PREFIX)) return;
  const [code = "", fault = ""] = header.slice(PREFIX.length).split(";");
  reply.header("x-amzn-query-error", `${PREFIXED.has(code) ? PREFIX : ""}${RENAMED.get(code) ?? code};${fault}`);
}
