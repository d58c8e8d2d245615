// What AWS and its client say when a sweep cannot begin, in words that say what to do.
import { isUnreachable } from "../unreachable.ts";

/** An error whose message says what is wrong and the remedy; its cause is the one that came. */
export function explain(error: unknown, prefix: string): Error {
  const { name = "Error", message: text = String(error), code, $metadata } = Object(error);
  const message = String(text).replace(/\.+$/, "");
  return new Error(reason(), { cause: error });

  function reason(): string {
    if (name === "NoSuchBucket")
      return (
        `There is no bucket of that name: say with --prefix what both names begin with (now "${prefix}"), or with --raw-bucket and --results-bucket ` +
        "what they are, and check AWS_REGION."
      );
    if (["QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue"].includes(name))
      return `There is no queue whose name begins with "${prefix}": say with --prefix what it begins with, and check AWS_REGION.`;
    if (name === "CredentialsProviderError")
      return `There are no AWS credentials (${message}). Set AWS_PROFILE, or the AWS_ACCESS_KEY_ID pair.`;
    if (message.startsWith("Region ")) return "No region is set, or not a good one. Set AWS_REGION to the region of the buckets.";
    if ($metadata?.httpStatusCode === 403)
      return (
        `AWS does not permit it (${name}: ${message}). A sweep needs s3:ListBucket on both buckets, s3:GetObject and s3:PutObject on ${prefix}-raw, and ` +
        `sqs:GetQueueUrl and sqs:SendMessage on ${prefix}-calculation.`
      );
    if (isUnreachable({ code, name }))
      return `AWS cannot be reached (${code ?? "no answer in time"}). Check the network, AWS_REGION and AWS_ENDPOINT_URL, and run it again.`;
    return `${name}: ${message}. Nothing is lost: run it again.`;
  }
}
