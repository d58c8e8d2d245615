// pipeline.json beyond its schema: its parts speak of one another rightly.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { accept } from "../functions/boundary/contract.ts";
import { readPipeline } from "../generated/validators/read-pipeline.js";
import file from "../pipeline.json" with { type: "json" };
import { catalogue } from "../schemas/catalogue.ts";

const pipeline = accept("pipeline", readPipeline, file);
const names = Object.keys(catalogue);

test.each(Object.keys(pipeline.functions))("%s has a folder with an index.ts", (name) => {
  expect(existsSync(join(import.meta.dirname, "../functions", name, "index.ts"))).toBe(true);
});

test.each(Object.entries(pipeline.functions))("%s speaks of buckets, queues and topics that there are", (_name, settings) => {
  expect(Object.keys(pipeline.buckets)).toEqual(expect.arrayContaining([...settings.reads, ...settings.writes]));
  expect(Object.keys(pipeline.queues)).toEqual(expect.arrayContaining(settings.sends));
  expect(Object.keys(pipeline.topics)).toEqual(expect.arrayContaining(settings.publishes));
  expect(settings.writes).toEqual(expect.arrayContaining(settings.assembles ?? []));
});

test("parts of uploads go to a bucket that there is", () => {
  expect(Object.keys(pipeline.buckets)).toContain(pipeline.api.uploads.bucket);
});

test("every route and the fallback lead to a function", () => {
  const targets = [...pipeline.api.routes.map((route) => route.function), pipeline.api.fallback];
  expect(Object.keys(pipeline.functions)).toEqual(expect.arrayContaining(targets));
});

describe.each(Object.entries(pipeline.queues))("queue %s", (_name, queue) => {
  const consumer = pipeline.functions[queue.consumer];

  test("it has a consumer, and carries events that there are", () => {
    expect(consumer).toBeDefined();
    expect(names).toEqual(expect.arrayContaining(queue.carries));
  });

  test("a message in work stays hidden for six time-outs and the batching window", () => {
    expect(queue.visibilityTimeoutSeconds).toBeGreaterThanOrEqual(6 * (consumer?.timeoutSeconds ?? Infinity) + queue.batchingWindowSeconds);
  });

  test("a batch above ten has a batching window", () => {
    expect(queue.batchSize <= 10 || queue.batchingWindowSeconds >= 1).toBe(true);
  });
});

test("no function waits longer than the API", () => {
  for (const { function: name } of pipeline.api.routes)
    expect(pipeline.functions[name]?.timeoutSeconds).toBeLessThan(pipeline.api.timeoutSeconds);
});
