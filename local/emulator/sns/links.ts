// What opens when somebody follows a link of a mail or of an envelope: requests that nobody has signed, answered for a person, or for the program that
// an HTTP endpoint or a queue is.
//
// SNS's: `?Action=ConfirmSubscription` confirms and `?Action=Unsubscribe` unsubscribes as soon as they are opened; the link in a mail's footer leads to
// the page `unsubscribe.html`; whoever unsubscribes unsigned sets off a last message with the way back, and cannot unsubscribe at all what was confirmed
// with `AuthenticateOnUnsubscribe`, which an unsigned link cannot ask for.
// Ours: SNS's page unsubscribes when it is opened, so that a mail scanner does it too; this one asks, and its button, a POST, does it.
import { escapeXml, SnsError, type SnsSubscription, snsSuccessResponse } from "../fauxqs.ts";
import type { Parameters } from "../identify.ts";
import { PAGE_HEADERS, type PageContent, page } from "./page.ts";
import type { GuardedSnsStore } from "./store.ts";

export interface LinkAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

const asPage = (content: PageContent): LinkAnswer => ({ status: 200, headers: PAGE_HEADERS, body: page(content) });
const asXml = (body: string): LinkAnswer => ({ status: 200, headers: { "content-type": "text/xml" }, body });
const isPerson = (subscription: SnsSubscription | undefined) => subscription?.protocol === "email";

function confirm({ TopicArn = "", Token = "" }: Parameters, sns: GuardedSnsStore): LinkAnswer {
  const subscription = sns.confirm(TopicArn, Token, false);
  const { arn, endpoint, topicArn } = subscription;
  if (isPerson(subscription)) return asPage({ title: "Subscription confirmed", text: `Messages of ${topicArn} now come to ${endpoint}.` });
  return asXml(snsSuccessResponse("ConfirmSubscription", `<SubscriptionArn>${escapeXml(arn)}</SubscriptionArn>`));
}

const ENDED = { title: "Subscription ended", text: "No more messages of this topic will come." };

function unsubscribe({ SubscriptionArn = "" }: Parameters, sns: GuardedSnsStore): LinkAnswer {
  const subscription = sns.getSubscription(SubscriptionArn);
  sns.unsubscribeUnsigned(SubscriptionArn);
  return isPerson(subscription) ? asPage(ENDED) : asXml(snsSuccessResponse("Unsubscribe", ""));
}

function unsubscribePage(method: string, { SubscriptionArn = "" }: Parameters, sns: GuardedSnsStore): LinkAnswer {
  const subscription = sns.getSubscription(SubscriptionArn);
  if (subscription === undefined) return asPage(ENDED);
  const { endpoint, topicArn } = subscription;
  if (method === "POST") {
    sns.unsubscribeUnsigned(SubscriptionArn);
    return asPage({
      ...ENDED,
      text: `${ENDED.text} If this was a mistake: a mail is on its way to ${endpoint} with a link that brings them back.`,
    });
  }
  sns.checkUnsigned(subscription);
  return asPage({
    title: "End this subscription?",
    text: `No more messages of ${topicArn} would come to ${endpoint}.`,
    button: "Unsubscribe",
  });
}

function follow(query: Parameters, sns: GuardedSnsStore): LinkAnswer {
  if (query.Action === "ConfirmSubscription") return confirm(query, sns);
  if (query.Action === "Unsubscribe") return unsubscribe(query, sns);
  throw new SnsError("InvalidAction", `The links of a mail confirm and unsubscribe; they do not ${query.Action}.`, 400);
}

/** A page also says what went wrong, to a program too: nobody knows then who asks. */
function answerOrSayWhy(answer: () => LinkAnswer): LinkAnswer {
  try {
    return answer();
  } catch (error) {
    if (!(error instanceof SnsError)) throw error;
    return { ...asPage({ title: "This link does not work", text: error.message }), status: error.statusCode };
  }
}

/** `GET /?Action=…` */
export const followLink = (query: Parameters, sns: GuardedSnsStore): LinkAnswer => answerOrSayWhy(() => follow(query, sns));

/** `GET` and `POST /unsubscribe.html?…` */
export const openUnsubscribePage = (method: string, query: Parameters, sns: GuardedSnsStore): LinkAnswer =>
  answerOrSayWhy(() => unsubscribePage(method, query, sns));
