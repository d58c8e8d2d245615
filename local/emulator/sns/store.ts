// fauxqs's topics and subscriptions in memory, with subscriptions as SNS keeps them: pending until their owner has confirmed, brought back by the owner
// when another has ended them, suspended when too many mails come for them.
import { currentRequest } from "../current-request.ts";
import { SnsError, SnsStore, type SnsSubscription } from "../fauxqs.ts";
import { parametersOf } from "../identify.ts";
import type { Deliver } from "../mail.ts";
import { HttpDeliveries } from "./http/deliveries.ts";
import { invalid } from "./invalid.ts";
import { MailRate } from "./mail-rate.ts";
import { OwnerMessages } from "./owner-messages.ts";
import { Pending } from "./pending.ts";
import { checkSubscriber } from "./subscriber.ts";
import { SubscriptionLog } from "./subscription-log.ts";

/** A pending subscription has an ARN, but the lists do not show it. */
function listed<List extends { subscriptions: SnsSubscription[] }>(list: List): List {
  return { ...list, subscriptions: list.subscriptions.map((each) => (each.confirmed ? each : { ...each, arn: "PendingConfirmation" })) };
}

export class GuardedSnsStore extends SnsStore {
  readonly deliver: Deliver;
  readonly http: HttpDeliveries;
  readonly log = new SubscriptionLog();
  /** This emulator's address: where links lead. */
  readonly origin: () => string;
  readonly #pending: Pending;
  readonly #messages: OwnerMessages;
  readonly #rate = new MailRate();
  readonly #ownersOnly = new Set<string>();

  constructor({ deliver, origin, timeScale }: { deliver: Deliver; origin: () => string; timeScale: number }) {
    super();
    this.deliver = deliver;
    this.origin = origin;
    this.http = new HttpDeliveries(timeScale);
    this.#pending = new Pending(timeScale);
    this.#messages = new OwnerMessages({ deliver, origin, http: this.http, pending: this.#pending });
  }

  /** fauxqs would take it, and not order anything. */
  override createTopic(...args: Parameters<SnsStore["createTopic"]>): ReturnType<SnsStore["createTopic"]> {
    if (args[0].endsWith(".fifo")) throw invalid("the local emulator has no FIFO topics");
    return super.createTopic(...args);
  }

  /**
   * "If the endpoint is not an Amazon SQS queue, the owner must confirm": the answer is `pending confirmation` unless `ReturnSubscriptionArn` is true, and
   * every Subscribe to a pending one asks again. fauxqs sends nothing, and its token is the ARN.
   */
  override subscribe(
    topicArn: string,
    protocol: string,
    endpoint: string,
    attributes?: Record<string, string>,
  ): SnsSubscription | undefined {
    checkSubscriber(protocol, endpoint);
    const subscription = super.subscribe(topicArn, protocol, endpoint, attributes);
    if (subscription === undefined || subscription.confirmed) return subscription;
    this.#await(subscription);
    this.#messages.askToConfirm(subscription, this.senderOf(topicArn));
    const { ReturnSubscriptionArn } = parametersOf(currentRequest()?.body);
    return ReturnSubscriptionArn === "true" ? subscription : { ...subscription, arn: "pending confirmation" };
  }

  /** @param onlyByOwner `AuthenticateOnUnsubscribe`: whoever has not signed the request can then not end it */
  confirm(topicArn: string, token: string, onlyByOwner: boolean): SnsSubscription {
    const found = this.#pending.find(token);
    if (found?.subscription.topicArn !== topicArn) throw invalid("Token");
    const subscription = this.getSubscription(found.subscription.arn) ?? (found.restores ? this.#restore(found.subscription) : undefined);
    if (subscription === undefined) throw invalid("Token");
    this.#pending.end(subscription);
    this.#rate.forget(subscription.arn);
    if (onlyByOwner) this.#ownersOnly.add(subscription.arn);
    if (!subscription.confirmed) {
      subscription.confirmed = true;
      this.log.record("confirmed", subscription);
    }
    return subscription;
  }

  /** With ARN and attributes as they were, unless the endpoint has been subscribed anew. */
  #restore(ended: SnsSubscription): SnsSubscription | undefined {
    const topic = this.getTopic(ended.topicArn);
    const anew = [...this.subscriptions.values()].find(
      ({ topicArn, protocol, endpoint }) => topicArn === ended.topicArn && protocol === ended.protocol && endpoint === ended.endpoint,
    );
    if (topic === undefined || anew !== undefined) return anew;
    const subscription = { ...ended, confirmed: false };
    this.subscriptions.set(subscription.arn, subscription);
    topic.subscriptionArns.push(subscription.arn);
    return subscription;
  }

  /** "After an HTTP/HTTPS endpoint is unsubscribed from a topic, Amazon SNS sends an unsubscribe confirmation message." */
  override unsubscribe(arn: string): boolean {
    const subscription = this.#remove(arn);
    if (subscription === undefined) return false;
    this.log.record("unsubscribed", subscription);
    if (subscription.confirmed && subscription.protocol.startsWith("http"))
      this.#messages.sayThatItEnded(subscription, this.senderOf(subscription.topicArn));
    return true;
  }

  /** Asked by one who need not be its owner, since the request was not signed: an address is then told too. */
  unsubscribeUnsigned(arn: string): void {
    const subscription = this.getSubscription(arn);
    if (subscription === undefined) return;
    this.checkUnsigned(subscription);
    this.unsubscribe(arn);
    if (subscription.protocol === "email") this.#messages.sayThatItEnded(subscription, this.senderOf(subscription.topicArn));
  }

  /** @throws SnsError when only its owner may end it */
  checkUnsigned(subscription: SnsSubscription): void {
    if (this.isForOwnerAlone(subscription)) throw new SnsError("AuthorizationError", "Only the owner may end this subscription.", 403);
  }

  #remove(arn: string): SnsSubscription | undefined {
    const subscription = this.getSubscription(arn);
    if (subscription === undefined) return undefined;
    super.unsubscribe(arn);
    this.#pending.end(subscription);
    this.#rate.forget(arn);
    this.#ownersOnly.delete(arn);
    return subscription;
  }

  /** A subscription that nobody confirms is deleted; nobody is told. */
  #await(subscription: SnsSubscription): void {
    this.#pending.begin(subscription, () => {
      if (this.#remove(subscription.arn) !== undefined) this.log.record("expired", subscription);
    });
  }

  /**
   * One more mail to a subscriber. @returns false when it is one too many: the subscription is suspended from now on, which to the API is the same as
   * pending ("If a subscription is deactivated, then it's placed in the Pending Confirmation state").
   */
  admitMail(subscription: SnsSubscription): boolean {
    if (this.#rate.admits(subscription.arn)) return true;
    subscription.confirmed = false;
    this.#await(subscription);
    this.log.record("suspended", subscription);
    this.#messages.sayThatItIsSuspended(subscription, this.senderOf(subscription.topicArn));
    return false;
  }

  isForOwnerAlone({ arn }: SnsSubscription): boolean {
    return this.#ownersOnly.has(arn);
  }

  override listSubscriptions(...args: Parameters<SnsStore["listSubscriptions"]>): ReturnType<SnsStore["listSubscriptions"]> {
    return listed(super.listSubscriptions(...args));
  }

  override listSubscriptionsByTopic(
    ...args: Parameters<SnsStore["listSubscriptionsByTopic"]>
  ): ReturnType<SnsStore["listSubscriptionsByTopic"]> {
    return listed(super.listSubscriptionsByTopic(...args));
  }

  subscribersOf(topicArn: string): SnsSubscription[] {
    const arns = this.getTopic(topicArn)?.subscriptionArns ?? [];
    return arns.flatMap((arn) => this.getSubscription(arn) ?? []).filter(({ confirmed }) => confirmed);
  }

  senderOf(topicArn: string): string {
    const { DisplayName } = this.getTopic(topicArn)?.attributes ?? {};
    return `${DisplayName || "AWS Notifications"} <no-reply@sns.amazonaws.com>`;
  }

  stop(): void {
    this.http.stop();
    this.#pending.stop();
    this.log.stop();
  }
}
