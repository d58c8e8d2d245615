// The tables of "IAM JSON policy elements: Condition operators", and of keys that have several values or none.
import { expect, test } from "@jest/globals";
import { type Context, meets } from "./conditions.ts";
import { readPolicy } from "./policy.ts";

const topic = "arn:aws:sns:us-east-1:111122223333:events";
const context: Context = {
  "aws:sourcearn": topic,
  "aws:sourceaccount": "111122223333",
  "aws:securetransport": "true",
  "s3:max-keys": "10",
  "aws:tagkeys": ["course", "term"],
  "aws:nothing": [],
};
const met = (operator: string, key: string, ...values: string[]) => meets(context, { operator, key, values });

test.each([
  ["StringEquals", "aws:sourceaccount", ["1", "111122223333"], true],
  ["StringEquals", "aws:sourceaccount", ["11112222333"], false],
  ["StringEquals", "aws:sourcearn", [`${topic.slice(0, -1)}*`], false],
  ["StringNotEquals", "aws:sourceaccount", ["1", "111122223333"], false],
  ["StringNotEquals", "aws:sourceaccount", ["1", "2"], true],
  ["StringEqualsIgnoreCase", "aws:securetransport", ["TRUE"], true],
  ["StringLike", "aws:sourcearn", ["arn:*:events"], true],
  ["StringLike", "aws:sourcearn", ["arn:*:event?"], true],
  ["StringLike", "aws:sourcearn", ["arn:*:EVENTS"], false],
  ["StringNotLike", "aws:sourcearn", ["arn:*"], false],
  ["ArnLike", "aws:sourcearn", ["arn:aws:sns:*:*:events"], true],
  ["ArnEquals", "aws:sourcearn", ["arn:aws:sns:*:111122223333:*"], true],
  // Each of the six parts by itself: a wildcard does not go beyond its own.
  ["ArnLike", "aws:sourcearn", ["arn:aws:*:events"], false],
  ["ArnLike", "aws:sourcearn", ["*"], false],
  ["ArnNotEquals", "aws:sourcearn", [topic], false],
  ["Bool", "aws:securetransport", ["true"], true],
  ["Bool", "aws:securetransport", ["false"], false],
  ["NumericLessThan", "s3:max-keys", ["10"], false],
  ["NumericLessThan", "s3:max-keys", ["9", "11"], true],
  ["NumericLessThanEquals", "s3:max-keys", ["10"], true],
  ["NumericGreaterThan", "s3:max-keys", ["9"], true],
  ["NumericGreaterThanEquals", "s3:max-keys", ["10"], true],
  ["NumericEquals", "s3:max-keys", ["10.0"], true],
  ["NumericNotEquals", "s3:max-keys", ["10"], false],
])("%s of %s with %j: %p", (operator, key, values, expected) => {
  expect(met(operator, key, ...values)).toBe(expected);
});

test("a key that the request does not have meets no condition but a negated one, IfExists, and Null", () => {
  expect(met("StringEquals", "aws:none", "x")).toBe(false);
  expect(met("Bool", "aws:none", "false")).toBe(false);
  expect(met("NumericLessThan", "aws:none", "5")).toBe(false);
  expect(met("StringNotEquals", "aws:none", "x")).toBe(true);
  expect(met("ArnNotLike", "aws:none", topic)).toBe(true);
  expect(met("StringEqualsIfExists", "aws:none", "x")).toBe(true);
  expect(met("StringEqualsIfExists", "aws:sourceaccount", "x")).toBe(false);
  expect(met("Null", "aws:none", "true")).toBe(true);
  expect(met("Null", "aws:none", "false")).toBe(false);
  expect(met("Null", "aws:sourceaccount", "false")).toBe(true);
});

test("of several values all or any have to fit, and one that takes a single value is an error", () => {
  expect(met("ForAllValues:StringEquals", "aws:tagkeys", "course", "term", "year")).toBe(true);
  expect(met("ForAllValues:StringEquals", "aws:tagkeys", "course")).toBe(false);
  expect(met("ForAllValues:StringEquals", "aws:none", "course")).toBe(true);
  expect(met("ForAllValues:StringEquals", "aws:nothing", "course")).toBe(true);
  expect(met("ForAnyValue:StringEquals", "aws:tagkeys", "course")).toBe(true);
  expect(met("ForAnyValue:StringLike", "aws:tagkeys", "t*")).toBe(true);
  expect(met("ForAnyValue:StringEquals", "aws:tagkeys", "year")).toBe(false);
  expect(met("ForAnyValue:StringEquals", "aws:none", "year")).toBe(false);
  expect(met("ForAnyValue:StringNotEquals", "aws:tagkeys", "course")).toBe(true);
  expect(() => met("StringEquals", "aws:tagkeys", "course")).toThrow("has several values");
});

test("policy variables are replaced by what the request has", () => {
  expect(met("ArnLike", "aws:sourcearn", `arn:aws:sns:*:\${aws:SourceAccount}:*`)).toBe(true);
  expect(() => met("ArnLike", "aws:sourcearn", `arn:aws:sns:*:\${aws:userid}:*`)).toThrow("aws:userid is not known");
});

test.each(["DateLessThan", "IpAddress", "BinaryEquals", "StringEqualsSometimes", "NullIfExists"])(
  "%s, which is unknown here, is an error",
  (operator) => {
    expect(() => met(operator, "aws:sourcearn", "x")).toThrow("unknown to this evaluator");
  },
);

test.each([
  [{ Effect: "allow", Action: "*", Resource: "*" }, "Effect must be Allow or Deny"],
  [{ Effect: "Allow", Action: "*" }, "neither Resource nor Principal"],
  [{ Effect: "Allow", Resource: "*" }, "has no Action"],
  [{ Effect: "Allow", Action: [], Resource: "*" }, "Action is empty"],
  [{ Effect: "Allow", Action: "*", NotAction: "s3:*", Resource: "*" }, "Action and NotAction"],
  [{ Effect: "Allow", Action: "*", Resource: "*", Conditions: {} }, "unknown element Conditions"],
  [{ Effect: "Allow", Action: "*", Principal: { User: "x" } }, "unknown type of principal User"],
])("the statement %j is refused", (statement, message) => {
  expect(() => readPolicy("policy of nobody", JSON.stringify({ Version: "2012-10-17", Statement: [statement] }))).toThrow(message);
  expect(() => readPolicy("policy of nobody", JSON.stringify({ Version: "2012-10-17", Statement: statement }))).toThrow(
    "policy of nobody: ",
  );
});

test("a policy without the version that knows variables is refused", () => {
  expect(() => readPolicy("old", JSON.stringify({ Statement: [] }))).toThrow('Version must be "2012-10-17"');
});
