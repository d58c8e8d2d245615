// What of SNS is answered here, before fauxqs sees it.
import { escapeXml, type Reply, type Request, type SqsStore, snsSuccessResponse } from "../fauxqs.ts";
import { isUnsubscribePage, type Parameters, parametersOf } from "../identify.ts";
import { followLink, openUnsubscribePage } from "./links.ts";
import { publish, publishBatch } from "./publish.ts";
import type { GuardedSnsStore } from "./store.ts";
import { checkSetSubscriptionAttributes, checkSubscribe, getSubscriptionAttributes } from "./subscription-attributes.ts";

/** fauxqs confirms whoever knows the subscription's ARN. `AuthenticateOnUnsubscribe` holds "if the request has an AWS signature". */
function confirmSubscription(form: Parameters, sns: GuardedSnsStore, request: Request): string {
  const { TopicArn = "", Token = "", AuthenticateOnUnsubscribe } = form;
  const { arn } = sns.confirm(TopicArn, Token, AuthenticateOnUnsubscribe === "true" && isSigned(request));
  return snsSuccessResponse("ConfirmSubscription", `<SubscriptionArn>${escapeXml(arn)}</SubscriptionArn>`);
}

/** Nobody checks a signature here; whether there is one says whether the caller claims to be the owner. */
const isSigned = ({ headers }: Request): boolean => headers.authorization !== undefined;

function unsubscribe({ SubscriptionArn = "" }: Parameters, sns: GuardedSnsStore, request: Request): string | undefined {
  if (isSigned(request)) return undefined;
  sns.unsubscribeUnsigned(SubscriptionArn);
  return snsSuccessResponse("Unsubscribe", "");
}

/** What gives undefined has checked the request, and leaves it to fauxqs. */
const ANSWERS = new Map<string, (form: Parameters, sns: GuardedSnsStore, request: Request) => string | undefined>([
  ["ConfirmSubscription", confirmSubscription],
  ["Unsubscribe", unsubscribe],
  ["Subscribe", checkSubscribe],
  ["SetSubscriptionAttributes", checkSetSubscriptionAttributes],
  ["GetSubscriptionAttributes", getSubscriptionAttributes],
]);

const PUBLISHES = new Map([
  ["Publish", publish],
  ["PublishBatch", publishBatch],
]);

/** @returns true when the request has been answered */
export function guardSns(request: Request, reply: Reply, sns: GuardedSnsStore, sqs: SqsStore): boolean {
  const onPage = isUnsubscribePage(request);
  if (onPage || request.method === "GET") {
    const query = parametersOf(request.query);
    const { status, headers, body } = onPage ? openUnsubscribePage(request.method, query, sns) : followLink(query, sns);
    reply.status(status).headers(headers).send(body);
    return true;
  }
  const form = parametersOf(request.body);
  const { Action = "" } = form;
  const answer = PUBLISHES.get(Action)?.(form, sns, sqs) ?? ANSWERS.get(Action)?.(form, sns, request);
  if (answer === undefined) return false;
  reply.type("text/xml").send(answer);
  return true;
}
