// What passes, and what is refused. The examples are those of the SNS developer guide ("String value matching", "Numeric value matching", "Key matching",
// "AND/OR logic", "Filter policy constraints") where a row says so.
import { CreateTopicCommand, PublishCommand, SetSubscriptionAttributesCommand, SubscribeCommand } from "@aws-sdk/client-sns";
import { CreateQueueCommand, ReceiveMessageCommand } from "@aws-sdk/client-sqs";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { emulatorUnderTest, failureOf } from "../../emulator-under-test.ts";

const { sns, sqs } = await emulatorUnderTest();
const Endpoint = "arn:aws:sqs:us-east-1:000000000000:filtered";
let TopicArn: string | undefined;
let QueueUrl: string | undefined;
let SubscriptionArn: string | undefined;

beforeAll(async () => {
  ({ TopicArn } = await sns.send(new CreateTopicCommand({ Name: "filtered" })));
  ({ QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: "filtered" })));
  const Attributes = { RawMessageDelivery: "true" };
  ({ SubscriptionArn } = await sns.send(new SubscribeCommand({ TopicArn, Protocol: "sqs", Endpoint, Attributes })));
});

const set = (AttributeName: string, AttributeValue: string) =>
  sns.send(new SetSubscriptionAttributesCommand({ SubscriptionArn, AttributeName, AttributeValue }));
async function useScope(scope: string) {
  await set("FilterPolicy", "");
  await set("FilterPolicyScope", scope);
}
/** @returns whether what was published has been delivered */
async function isDelivered(input: Omit<PublishCommand["input"], "TopicArn">) {
  const { MessageId } = await sns.send(new PublishCommand({ TopicArn, ...input }));
  expect(MessageId).toBeDefined();
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, VisibilityTimeout: 43_200 }));
  return Messages.length === 1;
}

const text = (StringValue: string) => ({ DataType: "String", StringValue });
const number = (StringValue: string) => ({ DataType: "Number", StringValue });
const array = (...elements: unknown[]) => ({ DataType: "String.Array", StringValue: JSON.stringify(elements) });

type Attribute = { DataType: string; StringValue: string };
type Row = [what: string, conditions: unknown[], passing: (Attribute | undefined)[], failing: (Attribute | undefined)[]];
const rows: Row[] = [
  ["a text (guide)", ["rugby", "tennis"], [text("rugby"), array("rugby", "tennis")], [text("baseball"), array("baseball"), undefined]],
  ["a text in its case", ["rugby"], [], [text("Rugby"), text("rugby "), text("")].filter(({ StringValue }) => StringValue !== "")],
  [
    "anything but (guide)",
    [{ "anything-but": ["rugby", "tennis"] }],
    [text("football"), array("rugby", "baseball")],
    [text("rugby"), array("rugby"), undefined],
  ],
  ["anything but one", [{ "anything-but": "rugby" }], [text("football"), number("1")], [text("rugby")]],
  [
    "anything but a prefix (guide)",
    [{ "anything-but": { prefix: "order-" } }],
    [text("data-entry"), text("order_number")],
    [text("order-cancelled"), undefined],
  ],
  ["anything but a suffix", [{ "anything-but": { suffix: "ball" } }], [text("rugby")], [text("baseball")]],
  ["equal whatever the case (guide)", [{ "equals-ignore-case": "tennis" }], [text("TENNIS"), text("Tennis")], [text("tennis1")]],
  [
    "a prefix (guide)",
    [{ prefix: "bas" }],
    [text("baseball"), text("basketball"), array("rugby", "baseball")],
    [text("rugby"), text("Bas")],
  ],
  ["a suffix (guide)", [{ suffix: "ball" }], [text("baseball"), text("basketball")], [text("rugby"), text("balls")]],
  ["a wildcard", [{ wildcard: "*ball.*" }], [text("baseball.1"), text("ball.")], [text("baseball"), text("ballx1")]],
  [
    "an address (guide)",
    [{ cidr: "10.0.0.0/24" }],
    [text("10.0.0.0"), text("10.0.0.255")],
    [text("10.1.1.0"), text("10.0.0"), text("::1")],
  ],
  ["an address of version 6", [{ cidr: "2001:db8::/32" }], [text("2001:db8::1")], [text("2001:db9::1"), text("10.0.0.1")]],
  [
    "a number (guide)",
    [{ numeric: ["=", 301.5] }],
    [number("301.5"), number("3.015e2"), array(301.5)],
    [number("301"), text("301.5"), undefined],
  ],
  ["a number alone", [100], [number("100"), number("1e2")], [number("100.1"), text("100")]],
  ["a number to five digits", [{ numeric: ["=", 0.3] }], [number("0.300001")], [number("0.30001")]],
  ["a number alone to five digits", [0.3], [number("0.300001")], [number("0.30001")]],
  ["a number, not a text", ["100"], [text("100")], [number("100")]],
  [
    "anything but a number (guide)",
    [{ "anything-but": [100, 500] }],
    [number("101"), number("100.1"), { ...array(100, 50), DataType: "Number.Array" }],
    [number("100"), number("500"), { ...array(100), DataType: "Number.Array" }],
  ],
  ["below (guide)", [{ numeric: ["<", 0] }], [number("-0.5")], [number("0"), number("1")]],
  ["a range (guide)", [{ numeric: [">", 0, "<=", 150] }], [number("150"), number("0.1")], [number("0"), number("150.1"), number("-1")]],
  [
    "a number with a label of its own",
    [{ numeric: [">=", 2] }],
    [{ DataType: "Number.int", StringValue: "2" }],
    [{ DataType: "Number.int", StringValue: "1" }],
  ],
  ["that there is one (guide)", [{ exists: true }], [text("fans"), number("0"), array("a")], [undefined, array()]],
  ["that there is none (guide)", [{ exists: false }], [undefined], [text("fans")]],
  [
    "one of several",
    ["rugby", { prefix: "bas" }, { numeric: [">", 5] }],
    [text("rugby"), text("baseball"), number("6")],
    [text("tennis"), number("5")],
  ],
  ["true, false and null in an array", [true, null], [array(true), array("a", null)], [array("true", false), text("true")]],
  ["nothing in what is no array", ["rugby", { "anything-but": "x" }], [], [{ DataType: "String.Array", StringValue: "rugby" }]],
];

describe("a policy for attributes", () => {
  beforeAll(() => useScope("MessageAttributes"));

  test.each(rows)("matches %s", async (_what, conditions, passing, failing) => {
    await set("FilterPolicy", JSON.stringify({ key: conditions }));
    const deliver = (attribute: Attribute | undefined) =>
      isDelivered({ Message: "m", MessageAttributes: { other: text("x"), ...(attribute && { key: attribute }) } });
    for (const attribute of passing) expect([attribute, await deliver(attribute)]).toEqual([attribute, true]);
    for (const attribute of failing) expect([attribute, await deliver(attribute)]).toEqual([attribute, false]);
  });

  test("does not match a message without attributes, not even by exists false; nor what is binary", async () => {
    await set("FilterPolicy", JSON.stringify({ key: [{ exists: false }] }));
    expect(await isDelivered({ Message: "m" })).toBe(false);
    await set("FilterPolicy", JSON.stringify({ key: [{ exists: true }] }));
    const key = { DataType: "Binary", BinaryValue: Buffer.from("x") };
    expect(await isDelivered({ Message: "m", MessageAttributes: { key } })).toBe(false);
  });

  test("matches if all its names do (guide)", async () => {
    await set("FilterPolicy", JSON.stringify({ customer_interests: ["rugby"], price_usd: [{ numeric: [">", 100] }] }));
    const deliver = (interest: string, price: string) =>
      isDelivered({ Message: "m", MessageAttributes: { customer_interests: text(interest), price_usd: number(price) } });
    expect([await deliver("rugby", "101"), await deliver("rugby", "100"), await deliver("tennis", "101")]).toEqual([true, false, false]);
  });

  test("matches if one alternative of $or does, with all other names (guide)", async () => {
    const alternatives = [{ metricName: ["CPUUtilization"] }, { metricType: ["Memory"], namespace: [{ prefix: "AWS/" }] }];
    await set("FilterPolicy", JSON.stringify({ source: ["cloudwatch"], $or: alternatives }));
    const deliver = (attributes: Record<string, string>) =>
      isDelivered({
        Message: "m",
        MessageAttributes: Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, text(value)])),
      });
    const source = "cloudwatch";
    expect(await deliver({ source, metricName: "CPUUtilization" })).toBe(true);
    expect(await deliver({ source, metricType: "Memory", namespace: "AWS/ES" })).toBe(true);
    expect(await deliver({ source, metricType: "Memory" })).toBe(false);
    expect(await deliver({ metricName: "CPUUtilization" })).toBe(false);
    expect(await deliver({ source })).toBe(false);
  });

  test("of no names, or an empty one, lets everything through", async () => {
    for (const policy of ["{}", ""]) {
      await set("FilterPolicy", policy);
      expect(await isDelivered({ Message: "m" })).toBe(true);
    }
  });
});

describe("a policy for the body", () => {
  beforeAll(() => useScope("MessageBody"));

  test.each<[what: string, policy: object, passing: unknown[], failing: unknown[]]>([
    [
      "a text (guide)",
      { key: ["rugby", "tennis"] },
      [{ key: "rugby" }, { key: ["rugby", "x"] }],
      [{ key: "baseball" }, {}, { other: "rugby" }],
    ],
    ["a number (guide)", { price: [{ numeric: ["=", 301.5] }] }, [{ price: 301.5 }, { price: [1, 3.015e2] }], [{ price: "301.5" }]],
    [
      "anything but a number (guide)",
      { price: [{ "anything-but": [100, 500] }] },
      [{ price: [100, 50] }, { price: 100.1 }],
      [{ price: 100 }],
    ],
    ["true, false and null as they are", { key: [true, null] }, [{ key: true }, { key: null }], [{ key: "true" }, { key: false }, {}]],
    [
      "what is nested",
      { a: { b: { c: ["x"] } }, d: ["y"] },
      [{ a: { b: { c: "x" } }, d: "y" }],
      [{ a: { b: "x" }, d: "y" }, { a: { b: { c: "x" } } }],
    ],
    ["objects in arrays", { a: { b: ["x"] } }, [{ a: [{ b: "y" }, { b: "x" }] }], [{ a: [{ b: "y" }] }, { a: ["x"] }]],
    [
      "that there is one, with a value (guide)",
      { key: [{ exists: true }] },
      [{ key: "x" }, { key: [0] }],
      [{ x: 1 }, { key: null }, { key: "" }, { key: { x: 1 } }],
    ],
    ["that there is none (guide)", { key: [{ exists: false }] }, [{ x: 1 }], [{ key: "x" }, { key: null }]],
    [
      "anything but a text, which null is not",
      { key: [{ "anything-but": "x" }] },
      [{ key: "y" }, { key: false }],
      [{ key: null }, { key: "x" }, {}],
    ],
    [
      "an alternative below a name",
      { a: { $or: [{ b: ["x"] }, { c: ["y"] }] } },
      [{ a: { b: "x" } }, { a: { c: "y" } }],
      [{ b: "x" }, { a: { b: "y" } }],
    ],
    ["a name $or that has no alternatives", { $or: ["x"] }, [{ $or: "x" }], [{ x: "x" }]],
    ["a name $or that has operators", { $or: [{ prefix: "x" }, { prefix: "y" }] }, [{ $or: "y1" }], [{ prefix: "x" }]],
    [
      "names with dots and odd names",
      { "a.b": ["x"], constructor: [{ exists: false }] },
      [{ a: { b: "x" } }, { "a.b": "x" }],
      [{ a: "x" }],
    ],
  ])("matches %s", async (_what, policy, passing, failing) => {
    await set("FilterPolicy", JSON.stringify(policy));
    for (const body of passing) expect([body, await isDelivered({ Message: JSON.stringify(body) })]).toEqual([body, true]);
    for (const body of failing) expect([body, await isDelivered({ Message: JSON.stringify(body) })]).toEqual([body, false]);
  });

  test("does not match what is no JSON object", async () => {
    await set("FilterPolicy", JSON.stringify({ key: [{ exists: false }] }));
    for (const Message of ["text", "[1]", "null", '"key"']) expect([Message, await isDelivered({ Message })]).toEqual([Message, false]);
  });
});

describe("a policy that SNS does not take", () => {
  const values = (count: number) => Array.from({ length: count }, (_, index) => `v${index}`);
  const refused: [why: string, policy: string, scope?: "MessageBody"][] = [
    ["it is no JSON", "{"],
    ["it is no object", '["x"]'],
    ["it is no object", "null"],
    ["a name has no array", '{"key":"x"}'],
    ["an array is empty", '{"key":[]}'],
    ["it has more than five names", JSON.stringify(Object.fromEntries(values(6).map((name) => [name, ["x"]])))],
    ["it has more than 150 combinations", JSON.stringify({ a: values(151) })],
    ["they are multiplied (guide)", JSON.stringify({ a: values(6), b: values(26) })],
    ["nesting multiplies them (guide)", JSON.stringify({ a: { b: { c: values(4) } }, d: { e: values(3) }, f: values(3) }), "MessageBody"],
    ["alternatives are added up", JSON.stringify({ a: values(2), $or: [{ b: values(70) }, { c: values(6) }] })],
    [
      "it has twenty choices of two",
      JSON.stringify({ $or: [{}, {}], a: Object.fromEntries(values(20).map((name) => [name, { $or: [{ x: ["1"] }, { y: ["1"] }] }])) }),
      "MessageBody",
    ],
    ["it is nested, for attributes", '{"a":{"b":["x"]}}'],
    ["an operator is unknown", '{"key":[{"startsWith":"x"}]}'],
    ["$or has one alternative alone", '{"$or":[{"a":["x"]}]}'],
    ["a condition has two", '{"key":[{"prefix":"x","suffix":"y"}]}'],
    ["a condition has none", '{"key":[{}]}'],
    ["a condition is an array", '{"key":[["x"]]}'],
    ["exists is no truth value", '{"key":[{"exists":"true"}]}'],
    ["a prefix is no text", '{"key":[{"prefix":1}]}'],
    ["a wildcard has four stars", '{"key":[{"wildcard":"*a*b*c*"}]}'],
    ["anything-but has a pattern that it does not know", '{"key":[{"anything-but":{"numeric":["=",1]}}]}'],
    ["anything-but names nothing", '{"key":[{"anything-but":[]}]}'],
    ["a comparison is unknown", '{"key":[{"numeric":["==",1]}]}'],
    ["a comparison lacks its number", '{"key":[{"numeric":["<"]}]}'],
    ["a comparison is with a text", '{"key":[{"numeric":["<","1"]}]}'],
    ["a number is too large", '{"key":[{"numeric":["<",1000000001]}]}'],
    ["a range is upside down", '{"key":[{"numeric":[">",5,"<",5]}]}'],
    ["a range goes one way", '{"key":[{"numeric":[">",1,">",2]}]}'],
    ["a range has three ends", '{"key":[{"numeric":[">",1,"<",5,"<",6]}]}'],
    ["an address range is none", '{"key":[{"cidr":"10.0.0.0"}]}'],
    ["an address range is too narrow", '{"key":[{"cidr":"10.0.0.0/33"}]}'],
  ];

  test.each(refused.map(([why, policy, scope]) => [why, { policy, scope }] as const))("because %s", async (_why, { policy, scope }) => {
    const FilterPolicy = policy;
    await useScope(scope ?? "MessageAttributes");
    const setting = set("FilterPolicy", FilterPolicy);
    expect(await failureOf(setting)).toEqual({ name: "InvalidParameterException", status: 400 });
    await expect(setting).rejects.toThrow(/^Invalid parameter: FilterPolicy: /);
    const Attributes = { FilterPolicy, ...(scope && { FilterPolicyScope: scope }) };
    const subscribing = sns.send(new SubscribeCommand({ TopicArn, Protocol: "sqs", Endpoint: `${Endpoint}-2`, Attributes }));
    await expect(subscribing).rejects.toThrow(/^Invalid parameter: Attributes Reason: FilterPolicy: /);
  });

  test("leaves the one before in force", async () => {
    await useScope("MessageAttributes");
    await set("FilterPolicy", '{"key":["rugby"]}');
    await failureOf(set("FilterPolicy", '{"key":[]}'));
    expect(await isDelivered({ Message: "m", MessageAttributes: { key: text("rugby") } })).toBe(true);
    expect(await isDelivered({ Message: "m", MessageAttributes: { key: text("tennis") } })).toBe(false);
  });

  test("is not refused at its limits: five names, 150 combinations, three stars", async () => {
    await useScope("MessageAttributes");
    await set("FilterPolicy", JSON.stringify({ a: values(5), b: values(30), c: [{ wildcard: "*x*y*" }], d: ["1"], e: ["1"] }));
    await useScope("MessageBody");
    // Of a body's policy the uppermost names alone are counted.
    const names = Object.fromEntries(values(6).map((name) => [name, [{ exists: true }]]));
    await set("FilterPolicy", JSON.stringify({ a: names, b: ["1", "2"] }));
  });
});
