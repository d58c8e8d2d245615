import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { releasedSchema } from "./released-schema.ts";

const released = join(import.meta.dirname, "../../schemas/released");
let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "released-"));
  cpSync(released, directory, { recursive: true });
  mkdirSync(join(directory, "thing"));
  for (const version of ["1.9.0", "1.10.0", "1.2.11", "2.0.0", "10.0.0"])
    writeFileSync(join(directory, "thing", `${version}.schema.json`), `{"title":"${version} é"}\n`);
});
afterAll(() => rmSync(directory, { recursive: true }));

const asked = (name: string, file: string, ifNoneMatch?: string) => releasedSchema(directory, { name, file, ifNoneMatch });

test("a version is answered to the byte, and may be kept for ever", async () => {
  const { status, text, headers, ...rest } = await asked("statistics", "2.0.0.schema.json");
  expect(status).toBe(200);
  expect(text).toBe(readFileSync(join(released, "statistics/2.0.0.schema.json"), "utf8"));
  expect(rest).toEqual({ contentType: "application/schema+json" });
  expect(headers).toEqual({ etag: expect.stringMatching(/^"[\w-]{43}"$/), "cache-control": "public, max-age=31536000, immutable" });
});

test.each([
  ["1", "1.10.0"],
  ["2", "2.0.0"],
  ["10", "10.0.0"],
])("major %s is its latest version, %s, and may be kept for minutes", async (major, version) => {
  const { text, headers } = await asked("thing", `${major}.schema.json`);
  expect(text).toBe(`{"title":"${version} é"}\n`);
  expect(headers["cache-control"]).toBe("public, max-age=300");
});

test("who has it gets 304", async () => {
  const { headers } = await asked("thing", "1.schema.json");
  expect(await asked("thing", "1.schema.json", headers.etag)).toEqual({ status: 304, headers });
  expect(await asked("thing", "2.schema.json", headers.etag)).toMatchObject({ status: 200 });
});

test("of an unknown contract the problem names those that there are", async () => {
  await expect(asked("statistic", "2.0.0.schema.json")).rejects.toMatchObject({
    code: "not-found",
    message: expect.stringMatching(/^No contract "statistic" has been released\. There are: .*\bstatistics, .*\bthing, .*\.$/),
  });
});

test.each([
  "3.0.0.schema.json",
  "3.schema.json",
  "1.9.0",
  "01.schema.json",
  "1.9.schema.json",
  "../problem/1.0.0.schema.json",
  "SHA256SUMS",
])("of an unknown version (%s) the problem names those that there are", async (file) => {
  await expect(asked("thing", file)).rejects.toMatchObject({
    code: "not-found",
    message: `There is no "${file}" of contract thing. Released are 1.2.11.schema.json, 1.9.0.schema.json, 1.10.0.schema.json, 2.0.0.schema.json, 10.0.0.schema.json; the latest of a major is 1.schema.json, 2.schema.json, 10.schema.json.`,
  });
});

test.each(["..", ".", "", "SHA256SUMS", "../released/statistics"])("a name is no path: %j", async (name) => {
  await expect(asked(name, "2.0.0.schema.json")).rejects.toMatchObject({ code: "not-found" });
});
