// What opens when a reader follows a link in a mail: an unsigned GET, answered for a person.
import { escapeXml, SnsError } from "../fauxqs.ts";
import type { Parameters } from "../identify.ts";
import type { GuardedSnsStore } from "./store.ts";

const page = (title: string, text: string) => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeXml(title)}</title></head>
<body><h1>${escapeXml(title)}</h1><p>${escapeXml(text)}</p></body>
</html>
`;

export interface LinkAnswer {
  status: number;
  html: string;
}

function follow(query: Parameters, sns: GuardedSnsStore): LinkAnswer {
  const { Action, TopicArn = "", Token = "", SubscriptionArn = "", AuthenticateOnUnsubscribe } = query;
  switch (Action) {
    case "ConfirmSubscription": {
      const { endpoint, topicArn } = sns.confirm(TopicArn, Token, AuthenticateOnUnsubscribe === "true");
      return { status: 200, html: page("Subscription confirmed", `Messages of ${topicArn} now come to ${endpoint}.`) };
    }
    case "Unsubscribe":
      sns.unsubscribeByLink(SubscriptionArn);
      return { status: 200, html: page("Subscription ended", "No more messages of this topic will come.") };
    default:
      throw new SnsError("InvalidAction", `The links of a mail confirm and unsubscribe; they do not ${Action}.`, 400);
  }
}

export function followLink(query: Parameters, sns: GuardedSnsStore): LinkAnswer {
  try {
    return follow(query, sns);
  } catch (error) {
    if (!(error instanceof SnsError)) throw error;
    return { status: error.statusCode, html: page("This link does not work", error.message) };
  }
}
