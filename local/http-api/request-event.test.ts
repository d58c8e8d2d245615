import { describe, expect, test } from "@jest/globals";
import { apiOf, echo, eventOf } from "./test-api.ts";

test("a request without anything has no optional field", async () => {
  const { url, port } = await apiOf({ invoke: echo });
  const before = Date.now();
  const event = await eventOf(url, { path: "/", headers: { "User-Agent": "curl/8" } });
  expect(event).toEqual({
    version: "2.0",
    routeKey: "$default",
    rawPath: "/",
    rawQueryString: "",
    headers: {
      "user-agent": "curl/8",
      host: `127.0.0.1:${port}`,
      "content-length": "0",
      "x-amzn-trace-id": expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/),
      "x-forwarded-for": "127.0.0.1",
      "x-forwarded-port": String(port),
      "x-forwarded-proto": "http",
    },
    requestContext: {
      accountId: "000000000000",
      apiId: "local",
      domainName: "127.0.0.1",
      domainPrefix: "127",
      http: { method: "GET", path: "/", protocol: "HTTP/1.1", sourceIp: "127.0.0.1", userAgent: "curl/8" },
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      routeKey: "$default",
      stage: "$default",
      time: expect.stringMatching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
      timeEpoch: expect.any(Number),
    },
    isBase64Encoded: false,
  });
  expect(event.requestContext.timeEpoch).toBeGreaterThanOrEqual(before);
});

test("a route gives its key, its function and its decoded parameters", async () => {
  const routes = [{ method: "PUT", path: "/submissions/{id}", functionName: "receiver" }];
  const { url } = await apiOf({ invoke: echo, routes });
  const event = await eventOf(url, { method: "PUT", path: "/submissions/a%20b%2Fc" });
  expect(event).toMatchObject({
    routeKey: "PUT /submissions/{id}",
    pathParameters: { id: "a b/c" },
    requestContext: { routeKey: "PUT /submissions/{id}", http: { method: "PUT" } },
  });
});

test("rawPath is decoded, as the service does in spite of the name", async () => {
  const { url } = await apiOf({ invoke: echo });
  expect(await eventOf(url, { path: "/a%20b/%C3%A9" })).toMatchObject({ rawPath: "/a b/é", requestContext: { http: { path: "/a b/é" } } });
});

test("the query string comes raw and parsed, repeated values joined by commas", async () => {
  const { url } = await apiOf({ invoke: echo });
  expect(await eventOf(url, { path: "/?a=1&b=x%20y&a=2&c&d=?" })).toMatchObject({
    rawQueryString: "a=1&b=x%20y&a=2&c&d=?",
    queryStringParameters: { a: "1,2", b: "x y", c: "", d: "?" },
  });
});

test("header names are in lower case and repeated values are joined by a comma", async () => {
  const { url } = await apiOf({ invoke: echo });
  const headers = ["Host", "scores.example:8080", "X-Thing", "one", "x-thing", "two", "X-Forwarded-For", "10.0.0.1", "Connection", "close"];
  const event = await eventOf(url, { headers });
  expect(event.headers).toMatchObject({ "x-thing": "one,two", "x-forwarded-for": "10.0.0.1, 127.0.0.1" });
  expect(event.headers).not.toHaveProperty("connection");
  expect(event.requestContext).toMatchObject({ domainName: "scores.example", domainPrefix: "scores" });
});

test("cookies have a field of their own and are no header", async () => {
  const { url } = await apiOf({ invoke: echo });
  const event = await eventOf(url, { headers: ["Host", "local", "Cookie", "a=1; b=x=y", "Cookie", "c=3"] });
  expect(event.cookies).toEqual(["a=1", "b=x=y", "c=3"]);
  expect(event.headers).not.toHaveProperty("cookie");
});

describe.each([
  ["application/json", false],
  ["Application/JSON; charset=utf-8", false],
  ["application/problem+json", false],
  ["text/csv", false],
  ["text/plain;charset=iso-8859-1", false],
  ["application/xml", false],
  ["application/javascript", false],
  ["application/octet-stream", true],
  ["application/x-www-form-urlencoded", true],
  ["multipart/form-data; boundary=x", true],
  ["image/png", true],
  ["", true],
])("a body of type '%s'", (contentType, isBase64Encoded) => {
  test(isBase64Encoded ? "comes as base64" : "comes as text", async () => {
    const { url } = await apiOf({ invoke: echo });
    const headers = contentType === "" ? {} : { "Content-Type": contentType };
    const body = "Quiz é,85";
    expect(await eventOf(url, { method: "POST", headers, body })).toMatchObject({
      isBase64Encoded,
      body: isBase64Encoded ? Buffer.from(body).toString("base64") : body,
      headers: { "content-length": "10" },
    });
  });
});

test("bytes that are not UTF-8 survive as base64", async () => {
  const { url } = await apiOf({ invoke: echo });
  const body = Buffer.from([0xff, 0xfe, 0x00, 0x51]);
  const event = await eventOf(url, { method: "POST", headers: { "Content-Type": "application/octet-stream" }, body });
  expect(Buffer.from(event.body ?? "", "base64")).toEqual(body);
});

test("a compressed text body comes as base64", async () => {
  const { url } = await apiOf({ invoke: echo });
  const headers = { "Content-Type": "application/json", "Content-Encoding": "gzip" };
  expect(await eventOf(url, { method: "POST", headers, body: "not really" })).toMatchObject({ isBase64Encoded: true });
});
