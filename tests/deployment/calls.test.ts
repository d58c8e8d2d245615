// The calls that permissions are held against are all that the functions can make.
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { zipFolder } from "../../scripts/zip-folder.ts";
import { pipeline } from "../end-to-end/test-stack.ts";
import { operationsIn } from "./calls/operations-in.ts";
import { needsOf } from "./needs/operations.ts";
import { preparedCalls, preparedState } from "./prepared.ts";

const dist = join(import.meta.dirname, "../../dist");
const names = Object.keys(pipeline.functions);
/** What its mapping does in its name. */
const ofMapping = ["DeleteMessageBatch", "ReceiveMessage"];
const consumers = Object.values(pipeline.queues).map(({ consumer }) => consumer);

test.each(names)("every operation that the bundle of %s can call was called, and no other", async (functionName) => {
  const called = (await preparedCalls()).filter((call) => call.functionName === functionName).map(({ operation }) => operation);
  const expected = [...(await operationsIn(join(dist, functionName, "index.mjs"))), ...(consumers.includes(functionName) ? ofMapping : [])];
  expect([...new Set(called)].sort()).toEqual(expected.sort());
});

test("it is known of every call which permissions it needs", async () => {
  for (const call of await preparedCalls()) expect(needsOf(call).actions).not.toEqual([]);
});

test("every function that reads a bucket met a key there that is missing", async () => {
  const calls = await preparedCalls();
  for (const [functionName, { reads }] of Object.entries(pipeline.functions))
    for (const bucket of reads) expect(calls).toContainEqual(expect.objectContaining({ functionName, resource: bucket, missing: true }));
});

test.each(names)("the zip of %s that is deployed holds the bundle that was run, to the byte", async (functionName) => {
  const { functions } = await preparedState("default");
  const deployed = functions.find(({ filename }) => filename.endsWith(`/${functionName}.zip`));
  const zip = await readFile(join(dist, `${functionName}.zip`));
  expect(zip.equals(await zipFolder(join(dist, functionName)))).toBe(true);
  expect(deployed?.sourceCodeHash).toBe(createHash("sha256").update(zip).digest("base64"));
});
