// What of SNS is answered here, before fauxqs sees it.
import { escapeXml, type Reply, type Request, type SqsStore, snsSuccessResponse } from "../fauxqs.ts";
import { type Parameters, parametersOf } from "../identify.ts";
import { followLink } from "./links.ts";
import { publish, publishBatch } from "./publish.ts";
import type { GuardedSnsStore } from "./store.ts";

/** fauxqs confirms whoever knows the subscription's ARN. */
function confirmSubscription(form: Parameters, sns: GuardedSnsStore): string {
  const { TopicArn = "", Token = "", AuthenticateOnUnsubscribe } = form;
  const { arn } = sns.confirm(TopicArn, Token, AuthenticateOnUnsubscribe === "true");
  return snsSuccessResponse("ConfirmSubscription", `<SubscriptionArn>${escapeXml(arn)}</SubscriptionArn>`);
}

const ANSWERS = new Map<string, (form: Parameters, sns: GuardedSnsStore, sqs: SqsStore) => string>([
  ["Publish", publish],
  ["PublishBatch", publishBatch],
  ["ConfirmSubscription", confirmSubscription],
]);

/** @returns true when the request has been answered */
export function guardSns(request: Request, reply: Reply, sns: GuardedSnsStore, sqs: SqsStore): boolean {
  if (request.method === "GET") {
    const { status, html } = followLink(parametersOf(request.query), sns);
    reply.status(status).type("text/html; charset=utf-8").header("content-security-policy", "default-src 'none'").send(html);
    return true;
  }
  const form = parametersOf(request.body);
  const { Action = "" } = form;
  const answer = ANSWERS.get(Action);
  if (answer === undefined) return false;
  reply.type("text/xml").send(answer(form, sns, sqs));
  return true;
}
