import { describe, expect, test } from "@jest/globals";
import { clientOf, idempotencyKey, recordName } from "./idempotency-key.ts";

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
  const jwt = (claims: Record<string, string>) => ({ authorizer: { jwt: { claims, scopes: [] } } });

  test("the user's, else the program's, else everybody's", () => {
    expect(clientOf(jwt({ sub: "user-1", client_id: "program-1" }))).toBe("user-1");
    expect(clientOf(jwt({ client_id: "program-1" }))).toBe("program-1");
    expect(clientOf({})).toBe("anonymous");
  });

  test("the same key of two clients has two names, of which neither can be read off", () => {
    // printf 'user-1\nk' | sha256sum
    expect(recordName("user-1", "k")).toBe("e3c31e8758450d68080d41c2a1dda2f466cc64880f0f17c8765ef6f5b2bad04e");
    expect(recordName("user-2", "k")).not.toBe(recordName("user-1", "k"));
  });
});
