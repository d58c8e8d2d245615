// What SNS says to the owner of an endpoint about the subscription itself: by mail, or by a POST to the endpoint.
import { randomUUID } from "node:crypto";
import type { SnsSubscription } from "../fauxqs.ts";
import type { Deliver } from "../mail.ts";
import { type ConfirmationType, confirmationEnvelope } from "./envelope.ts";
import type { HttpDeliveries } from "./http/deliveries.ts";
import { notificationHeaders } from "./http/headers.ts";
import { cancellationMail, confirmationMail, suspensionMail } from "./mails.ts";
import type { Pending } from "./pending.ts";
import { confirmUrl } from "./subscription-urls.ts";

interface Ways {
  deliver: Deliver;
  http: HttpDeliveries;
  pending: Pending;
  /** This emulator's address; links lead to it. */
  origin: () => string;
}

export class OwnerMessages {
  readonly #ways: Ways;

  constructor(ways: Ways) {
    this.#ways = ways;
  }

  /** @param from the sender of the topic's mails */
  askToConfirm(subscription: SnsSubscription, from: string): void {
    const token = this.#ways.pending.issueToken(subscription, { restores: false });
    if (subscription.protocol === "email") this.#ways.deliver(confirmationMail(subscription, from, this.#confirmUrl(subscription, token)));
    else this.#post("SubscriptionConfirmation", subscription, token);
  }

  /** With the way back: "so that the endpoint owner can easily resubscribe to the topic". */
  sayThatItEnded(subscription: SnsSubscription, from: string): void {
    const token = this.#ways.pending.issueToken(subscription, { restores: true });
    if (subscription.protocol === "email") this.#ways.deliver(cancellationMail(subscription, from, this.#confirmUrl(subscription, token)));
    else this.#post("UnsubscribeConfirmation", subscription, token);
  }

  sayThatItIsSuspended(subscription: SnsSubscription, from: string): void {
    const token = this.#ways.pending.issueToken(subscription, { restores: false });
    this.#ways.deliver(suspensionMail(subscription, from, this.#confirmUrl(subscription, token)));
  }

  #confirmUrl(subscription: SnsSubscription, token: string): string {
    return confirmUrl(this.#ways.origin(), subscription, token);
  }

  #post(type: ConfirmationType, subscription: SnsSubscription, token: string): void {
    const messageId = randomUUID();
    const body = confirmationEnvelope(type, subscription, messageId, token, this.#confirmUrl(subscription, token));
    // A subscription's dead-letter queue takes its messages, not what is said about it.
    this.#ways.http.send(subscription.endpoint, { headers: notificationHeaders(type, subscription, messageId), body }, () => {});
  }
}
