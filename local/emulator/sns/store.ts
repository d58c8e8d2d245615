// fauxqs's topics and subscriptions in memory, with e-mail subscriptions as SNS keeps them: pending until the link in a mail has been opened.
import { randomBytes } from "node:crypto";
import { currentRequest } from "../current-request.ts";
import { SnsError, SnsStore, type SnsSubscription } from "../fauxqs.ts";
import { parametersOf } from "../identify.ts";
import type { Deliver } from "../mail.ts";
import { confirmationMail } from "./mails.ts";

const invalid = (reason: string) => new SnsError("InvalidParameter", `Invalid parameter: ${reason}`, 400);

/** A pending subscription has an ARN, but the lists do not show it. */
function listed<List extends { subscriptions: SnsSubscription[] }>(list: List): List {
  return { ...list, subscriptions: list.subscriptions.map((each) => (each.confirmed ? each : { ...each, arn: "PendingConfirmation" })) };
}

export class GuardedSnsStore extends SnsStore {
  readonly deliver: Deliver;
  readonly #origin: () => string;
  readonly #subscriptionArns = new Map<string, string>();
  readonly #ownersOnly = new Set<string>();

  constructor(deliver: Deliver, origin: () => string) {
    super();
    this.deliver = deliver;
    this.#origin = origin;
  }

  /** fauxqs would take it, and not order anything. */
  override createTopic(...args: Parameters<SnsStore["createTopic"]>): ReturnType<SnsStore["createTopic"]> {
    if (args[0].endsWith(".fifo")) throw invalid("the local emulator has no FIFO topics");
    return super.createTopic(...args);
  }

  /**
   * "If the endpoint is not an Amazon SQS queue, the owner must confirm": the answer is `pending confirmation` unless `ReturnSubscriptionArn` is true, and
   * every Subscribe to a pending one sends the mail again. fauxqs takes any protocol, sends nothing, and its token is the ARN.
   */
  override subscribe(
    topicArn: string,
    protocol: string,
    endpoint: string,
    attributes?: Record<string, string>,
  ): SnsSubscription | undefined {
    if (protocol !== "sqs" && protocol !== "email") throw invalid(`the local emulator delivers to sqs and email, not to ${protocol}`);
    if (protocol === "email" && !/^[^@\s]+@[^@\s]+$/.test(endpoint)) throw invalid("Email address");
    const subscription = super.subscribe(topicArn, protocol, endpoint, attributes);
    if (subscription === undefined || subscription.confirmed) return subscription;

    const token = randomBytes(32).toString("hex");
    this.#subscriptionArns.set(token, subscription.arn);
    const link = this.#link({ Action: "ConfirmSubscription", TopicArn: topicArn, Token: token });
    this.deliver(confirmationMail(subscription, this.senderOf(topicArn), link));
    const { ReturnSubscriptionArn } = parametersOf(currentRequest()?.body);
    return ReturnSubscriptionArn === "true" ? subscription : { ...subscription, arn: "pending confirmation" };
  }

  /** @param onlyByOwner `AuthenticateOnUnsubscribe`: the link in the mail's footer then no longer unsubscribes */
  confirm(topicArn: string, token: string, onlyByOwner: boolean): SnsSubscription {
    const subscription = this.getSubscription(this.#subscriptionArns.get(token) ?? "");
    if (subscription?.topicArn !== topicArn) throw invalid("Token");
    subscription.confirmed = true;
    if (onlyByOwner) this.#ownersOnly.add(subscription.arn);
    return subscription;
  }

  /** By the link of a mail: nobody has signed the request. */
  unsubscribeByLink(arn: string): void {
    if (this.#ownersOnly.has(arn)) throw new SnsError("AuthorizationError", "Only the owner may end this subscription.", 403);
    this.unsubscribe(arn);
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

  unsubscribeUrl({ arn }: SnsSubscription): string {
    return this.#link({ Action: "Unsubscribe", SubscriptionArn: arn });
  }

  #link(query: Record<string, string>): string {
    return `${this.#origin()}/?${new URLSearchParams(query)}`;
  }
}
