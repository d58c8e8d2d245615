import { describe, expect, test } from "@jest/globals";
import { toHttpResponse } from "./integration-response.ts";

const json = { "content-type": "application/json" };

test.each<[string, unknown, number, object, string]>([
  ["an object without statusCode", { count: 3 }, 200, json, '{"count":3}'],
  ["a text", "plain words", 200, json, "plain words"],
  ["a list", [1, 2], 200, json, "[1,2]"],
  ["null", null, 200, json, "null"],
  ["nothing but a statusCode", { statusCode: 204 }, 204, {}, ""],
  ["a body without content type", { statusCode: 200, body: "é" }, 200, { "content-type": "text/plain;charset=UTF-8" }, "é"],
  [
    "header names in capitals and values that are no text",
    { statusCode: 202, headers: { "Content-Type": "text/csv", "Retry-After": 2, "X-Good": true }, body: "a,1" },
    202,
    { "content-type": "text/csv", "retry-after": "2", "x-good": "true" },
    "a,1",
  ],
  ["cookies", { statusCode: 302, cookies: ["a=1; Path=/", "b=2"] }, 302, { "set-cookie": ["a=1; Path=/", "b=2"] }, ""],
  [
    "cookies and a set-cookie header",
    { statusCode: 200, headers: { "Set-Cookie": "c=3" }, cookies: ["a=1"] },
    200,
    { "set-cookie": ["c=3", "a=1"] },
    "",
  ],
  ["base64", { statusCode: 200, headers: json, body: "e30=", isBase64Encoded: true }, 200, json, "{}"],
  ["headers of the connection", { statusCode: 200, headers: { Connection: "close", "Content-Length": "99" } }, 200, {}, ""],
])("%s is answered", (_, payload, statusCode, headers, body) => {
  expect(toHttpResponse(payload)).toEqual({ statusCode, headers, body: Buffer.from(body) });
});

describe.each<[string, unknown]>([
  ["a statusCode that is a text", { statusCode: "200" }],
  ["a statusCode of null", { statusCode: null }],
  ["a statusCode out of range", { statusCode: 99 }],
  ["a statusCode with a fraction", { statusCode: 200.5 }],
  ["a body that is an object", { statusCode: 200, body: {} }],
  ["headers that are a list", { statusCode: 200, headers: ["a"] }],
  ["a header that is a list", { statusCode: 200, headers: { a: ["b"] } }],
  ["a header name with a blank", { statusCode: 200, headers: { "a b": "c" } }],
  ["a header value with a line break", { statusCode: 200, headers: { a: "b\r\nc: d" } }],
  ["cookies that are a text", { statusCode: 200, cookies: "a=1" }],
  ["a cookie with a line break", { statusCode: 200, cookies: ["a=1\n"] }],
])("%s", (_, payload) => {
  test("is malformed", () => {
    expect(toHttpResponse(payload)).toBeUndefined();
  });
});
