// What SNS refuses among a subscription's attributes, by Subscribe and SetSubscriptionAttributes alike. fauxqs takes any value.
import { escapeXml, SnsError, type SnsSubscription, snsSuccessResponse } from "../fauxqs.ts";
import type { Parameters } from "../identify.ts";
import { type FilterPolicyScope, readFilterPolicy } from "./filter-policy/read-policy.ts";
import { invalid } from "./invalid.ts";
import { parseObject } from "./parse-object.ts";
import { Refusal } from "./refusal.ts";
import type { GuardedSnsStore } from "./store.ts";

type Attributes = Record<string, string | undefined>;

export function scopeOf({ FilterPolicyScope }: Attributes): FilterPolicyScope {
  return FilterPolicyScope === "MessageBody" ? "MessageBody" : "MessageAttributes";
}

/** @returns the ARN of the subscription's dead-letter queue; undefined when it has none */
export function deadLetterQueueOf({ RedrivePolicy = "" }: Attributes): string | undefined {
  const { deadLetterTargetArn } = parseObject(RedrivePolicy) ?? {};
  return typeof deadLetterTargetArn === "string" ? deadLetterTargetArn : undefined;
}

function checkRaw(value: string, protocol: string): void {
  if (value !== "true" && value !== "false") throw new Refusal(`RawMessageDelivery: Invalid value [${value}]. Must be true or false.`);
  if (value === "true" && protocol === "email") throw new Refusal("Delivery protocol [email] does not support raw message delivery.");
}

/** A queue that does not exist is taken, as in AWS: what is buried there is lost. */
function checkRedrivePolicy(json: string): void {
  if (parseObject(json) === undefined) throw new Refusal("RedrivePolicy: failed to parse JSON.");
  const arn = deadLetterQueueOf({ RedrivePolicy: json });
  if (!/^arn:aws:sqs:[^:]*:\d{12}:[\w-]{1,80}$/.test(arn ?? ""))
    throw new Refusal("RedrivePolicy: deadLetterTargetArn is an invalid arn: it must name a standard queue");
}

function checkFilterPolicy(json: string, scope: FilterPolicyScope): void {
  try {
    readFilterPolicy(json, scope);
  } catch (error) {
    if (error instanceof Refusal) throw new Refusal(`FilterPolicy: ${error.message}`);
    throw error;
  }
}

/** An empty value takes an attribute away. `where` is what SNS puts before the reason. */
function check(attributes: Attributes, protocol: string, where: string): void {
  const { FilterPolicy, FilterPolicyScope, RawMessageDelivery, RedrivePolicy, DeliveryPolicy } = attributes;
  try {
    if (RawMessageDelivery) checkRaw(RawMessageDelivery, protocol);
    if (RedrivePolicy) checkRedrivePolicy(RedrivePolicy);
    if (DeliveryPolicy) throw new Refusal("DeliveryPolicy: the local emulator keeps to SNS's default, 3 retries 20 seconds apart");
    if (FilterPolicyScope && !/^Message(Attributes|Body)$/.test(FilterPolicyScope))
      throw new Refusal(`FilterPolicyScope: Invalid value [${FilterPolicyScope}]. Please use either MessageBody or MessageAttributes`);
    if (FilterPolicy) checkFilterPolicy(FilterPolicy, scopeOf(attributes));
  } catch (error) {
    if (error instanceof Refusal) throw invalid(`${where}${error.message}`);
    throw error;
  }
}

/** Checks, and leaves the rest of the operation to fauxqs. @throws SnsError `InvalidParameter` */
export function checkSubscribe(form: Parameters): undefined {
  const attributes: Attributes = {};
  for (let n = 1; form[`Attributes.entry.${n}.key`] !== undefined; n++)
    attributes[form[`Attributes.entry.${n}.key`] ?? ""] = form[`Attributes.entry.${n}.value`];
  check(attributes, form.Protocol ?? "", "Attributes Reason: ");
}

/** As {@link checkSubscribe}. What is set is checked together with what is there: a policy may be right in one scope alone. */
export function checkSetSubscriptionAttributes(form: Parameters, sns: GuardedSnsStore): undefined {
  const { SubscriptionArn = "", AttributeName = "", AttributeValue = "" } = form;
  const subscription = sns.getSubscription(SubscriptionArn);
  if (subscription === undefined) return;
  check({ ...subscription.attributes, [AttributeName]: AttributeValue }, subscription.protocol, "");
}

/** fauxqs says of every subscription that its confirmation was signed: SNS says so of those that only their owner may end. */
export function getSubscriptionAttributes({ SubscriptionArn = "" }: Parameters, sns: GuardedSnsStore): string {
  const subscription = sns.getSubscription(SubscriptionArn);
  if (subscription === undefined) throw new SnsError("NotFound", "Subscription does not exist", 404);
  const entries = Object.entries(attributesOf(subscription, sns.isForOwnerAlone(subscription)));
  const xml = entries.map(([key, value]) => `<entry><key>${escapeXml(key)}</key><value>${escapeXml(value)}</value></entry>`);
  return snsSuccessResponse("GetSubscriptionAttributes", `<Attributes>${xml.join("")}</Attributes>`);
}

function attributesOf({ arn, topicArn, protocol, endpoint, confirmed, attributes }: SnsSubscription, authenticated: boolean) {
  const set = Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== ""));
  return {
    SubscriptionArn: arn,
    TopicArn: topicArn,
    Protocol: protocol,
    Endpoint: endpoint,
    Owner: "000000000000",
    SubscriptionPrincipal: "arn:aws:iam::000000000000:user/local",
    ConfirmationWasAuthenticated: String(authenticated),
    PendingConfirmation: String(!confirmed),
    RawMessageDelivery: "false",
    ...(set.FilterPolicy !== undefined && { FilterPolicyScope: "MessageAttributes" }),
    ...set,
  };
}
