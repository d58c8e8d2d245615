// Publish and PublishBatch, in place of fauxqs's.
import { randomUUID } from "node:crypto";
import { escapeXml, SnsError, type SqsStore, snsSuccessResponse } from "../fauxqs.ts";
import type { Parameters } from "../identify.ts";
import { fanOut } from "./fan-out.ts";
import { MESSAGE_LIMIT_BYTES, type Publication, readPublication } from "./publication.ts";
import type { GuardedSnsStore } from "./store.ts";

function topicOf(form: Parameters, sns: GuardedSnsStore): string {
  const { TopicArn, TargetArn = "" } = form;
  const arn = TopicArn ?? TargetArn;
  if (arn === "")
    throw new SnsError("InvalidParameter", "Invalid parameter: TopicArn or TargetArn Reason: no value for required parameter", 400);
  if (sns.getTopic(arn) === undefined) throw new SnsError("NotFound", "Topic does not exist", 404);
  return arn;
}

export function publish(form: Parameters, sns: GuardedSnsStore, sqs: SqsStore): string {
  const topicArn = topicOf(form, sns);
  const messageId = randomUUID();
  fanOut(topicArn, readPublication(form), messageId, sns, sqs);
  return snsSuccessResponse("Publish", `<MessageId>${messageId}</MessageId>`);
}

function entryIds(form: Parameters): string[] {
  const ids: string[] = [];
  for (let n = 1, id: string | undefined; ; n++) {
    id = form[`PublishBatchRequestEntries.member.${n}.Id`];
    if (id === undefined) break;
    ids.push(id);
  }
  if (ids.length === 0) throw new SnsError("EmptyBatchRequest", "The batch request doesn't contain any entries.", 400);
  if (ids.length > 10) throw new SnsError("TooManyEntriesInBatchRequest", "The batch request contains more entries than permissible.", 400);
  if (new Set(ids).size < ids.length)
    throw new SnsError("BatchEntryIdsNotDistinct", "Two or more batch entries in the request have the same Id.", 400);
  if (!ids.every((id) => /^[\w-]{1,80}$/.test(id)))
    throw new SnsError("InvalidBatchEntryId", "The Id of a batch entry is not well-formed.", 400);
  return ids;
}

/** An entry that breaks a rule fails alone; all entries together keep to the size of one message. */
export function publishBatch(form: Parameters, sns: GuardedSnsStore, sqs: SqsStore): string {
  const topicArn = topicOf(form, sns);
  const accepted: { id: string; publication: Publication }[] = [];
  const failed: string[] = [];
  entryIds(form).forEach((id, index) => {
    try {
      accepted.push({ id, publication: readPublication(form, `PublishBatchRequestEntries.member.${index + 1}.`) });
    } catch (error) {
      if (!(error instanceof SnsError)) throw error;
      const { code, message } = error;
      failed.push(
        `<member><Id>${id}</Id><Code>${code}</Code><Message>${escapeXml(message)}</Message><SenderFault>true</SenderFault></member>`,
      );
    }
  });
  if (accepted.reduce((sum, { publication }) => sum + publication.sizeBytes, 0) > MESSAGE_LIMIT_BYTES) {
    throw new SnsError("BatchRequestTooLong", "The length of all the messages put together is more than the limit.", 400);
  }
  const successful = accepted.map(({ id, publication }) => {
    const messageId = randomUUID();
    fanOut(topicArn, publication, messageId, sns, sqs);
    return `<member><Id>${id}</Id><MessageId>${messageId}</MessageId></member>`;
  });
  return snsSuccessResponse("PublishBatch", `<Successful>${successful.join("")}</Successful><Failed>${failed.join("")}</Failed>`);
}
