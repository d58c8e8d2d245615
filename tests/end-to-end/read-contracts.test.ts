// The contracts, the OpenAPI document and the API's health, read with real HTTP: nothing of it lies in S3.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { readerOf } from "./reader.ts";
import { startTestStack, type TestStack } from "./test-stack.ts";

const root = join(import.meta.dirname, "../..");
let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterEach(() => stack.emulator.faults.clear());
afterAll(() => stack.stop());

const { get, counted, problemOf } = readerOf(() => stack);

describe("the contracts", () => {
  const released = join(root, "schemas/released");
  const files = readdirSync(released, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".schema.json"));

  test.each(files)("%s is served at the path of its $id, to the byte, without S3", async (file) => {
    const text = readFileSync(join(released, file), "utf8");
    const { pathname } = new URL(JSON.parse(text).$id);
    const { bytes, headers, requests } = await counted(`/schemas${pathname}`);
    expect(bytes.toString()).toBe(text);
    expect(headers.get("content-type")).toBe("application/schema+json");
    expect(headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(requests).toEqual([]);
  });

  test("a major leads to its latest version, for some minutes; who has it gets 304", async () => {
    const { headers, json } = await counted("/schemas/statistics/2.schema.json");
    expect(json()).toMatchObject({ $id: expect.stringMatching(/\/statistics\/2\.\d+\.\d+\.schema\.json$/) });
    expect(headers.get("cache-control")).toBe("public, max-age=300");
    const again = await get("/schemas/statistics/2.schema.json", { "if-none-match": headers.get("etag") ?? "" });
    expect([again.status, await again.text()]).toEqual([304, ""]);
  });

  test.each([
    ["statistik/2.0.0.schema.json", "statistics-calculated"],
    ["statistics/99.0.0.schema.json", "2.0.0.schema.json"],
    ["statistics/..%2F..%2Fopenapi.json", "2.0.0.schema.json"],
    ["..%2F..%2F..%2Fetc/passwd", "statistics-calculated"],
  ])("%s is a 404 that names what there is", async (path, named) => {
    const { status, body } = await problemOf(`/schemas/${path}`);
    expect([status, body.code]).toEqual([404, "not-found"]);
    expect(body.detail).toContain(named);
  });

  test("the OpenAPI document is that of this version", async () => {
    const { bytes, headers } = await counted("/openapi.json");
    expect(headers.get("content-type")).toBe("application/json");
    expect(bytes.toString()).toBe(readFileSync(join(root, "generated/openapi.json"), "utf8"));
  });
});

test("health is answered without asking another service", async () => {
  stack.emulator.faults.add({ service: "s3", operation: "GetObject" });
  const { status, json, requests } = await counted("/health");
  expect([status, json(), requests]).toEqual([200, { status: "ok" }, []]);
});
