import { describe, expect, test } from "@jest/globals";
import { idempotencyKey, recordName } from "./idempotency-key.ts";

describe("the key of a header", () => {
  test.each([
    ["bare", "8e03978e-40d5-43dd-bc93-6894a57f9324", "8e03978e-40d5-43dd-bc93-6894a57f9324"],
    ["quoted", '"8e03978e-40d5-43dd-bc93-6894a57f9324"', "8e03978e-40d5-43dd-bc93-6894a57f9324"],
    ["quoted, with what is escaped in it", '"a\\"b\\\\c"', 'a"b\\c'],
    ["one character", "k", "k"],
    ["255 characters", "~".repeat(255), "~".repeat(255)],
    ["255 characters in quotes", `"${"!".repeat(255)}"`, "!".repeat(255)],
    ["a quote that does not open it", 'a"b', 'a"b'],
  ])("%s", (_form, header, key) => {
    expect(idempotencyKey(header)).toBe(key);
  });

  test("no header is no key", () => {
    expect(idempotencyKey(undefined)).toBeUndefined();
  });

  test.each([
    ["nothing", ""],
    ["nothing in quotes", '""'],
    ["a space", "a b"],
    ["a space in quotes", '"a b"'],
    ["256 characters", "k".repeat(256)],
    ["no ASCII", "schlüssel"],
    ["a control character", "a\u0007"],
    ["an open quote", '"abc'],
    ["a quote alone", '"'],
    ["two quoted keys, as API Gateway joins two headers", '"a","b"'],
    ["a parameter behind it", '"abc";p=1'],
    ["an escape that is none", '"a\\b"'],
  ])("%s is refused", (_what, header) => {
    expect(() => idempotencyKey(header)).toThrow(expect.objectContaining({ code: "invalid-idempotency-key", status: 400 }));
  });
});

describe("whose key it is", () => {
  const caller = (owner: string) => ({ owner, readsAll: false });

  test("the same key of two clients has two names, of which neither can be read off", () => {
    // printf 'user-1\nk' | sha256sum
    expect(recordName(caller("user-1"), "k")).toBe("e3c31e8758450d68080d41c2a1dda2f466cc64880f0f17c8765ef6f5b2bad04e");
    expect(recordName(caller("user-2"), "k")).not.toBe(recordName(caller("user-1"), "k"));
  });

  test("where nobody is asked who they are, all are one", () => {
    // printf 'anonymous\nk' | sha256sum
    expect(recordName("anybody", "k")).toBe("bd12002acb64f146c6a66162544692db72a6cf820a99af07c82886c5116f5650");
  });
});
