import { expect, test } from "@jest/globals";
import { accept } from "../functions/boundary/contract.ts";
import type { Pipeline } from "../generated/types/pipeline.d.ts";
import { readPipeline } from "../generated/validators/read-pipeline.js";
import pipelineFile from "../pipeline.json" with { type: "json" };
import { environmentIn, environmentOf, placesOf } from "./topology.ts";

const pipeline: Pipeline = accept("pipeline", readPipeline, pipelineFile);
const surroundings = {
  buckets: { raw: "raw-1", results: "results-1" },
  queueUrls: { calculation: "http://calculation", notification: "http://notification" },
  deadLetterQueueUrls: { calculation: "http://dead", notification: "http://dead-2" },
  topicArns: { mail: "arn:mail", events: "arn:events" },
  apiUrl: "http://api",
};

test("a function is told where its things are, and nothing else", () => {
  expect(environmentOf("analytics-calculator", pipeline, surroundings)).toEqual({
    RAW_BUCKET: "raw-1",
    RESULTS_BUCKET: "results-1",
    NOTIFICATION_QUEUE_URL: "http://notification",
    CALCULATION_QUEUE_URL: "http://calculation",
    CALCULATION_DEAD_LETTER_QUEUE_URL: "http://dead",
  });
});

test("a function behind the API is told who may use it, and one that links to the API where it is", () => {
  expect(environmentOf("result-reader", pipeline, surroundings)).toMatchObject({ AUTH: "none" });
  expect(placesOf("result-reader", pipeline, { kind: "cognito", resourceServer: "scoreline" })).toMatchObject({
    AUTH: { text: "cognito" },
    AUTH_RESOURCE_SERVER: { text: "scoreline" },
  });
  expect(environmentOf("result-notifier", pipeline, surroundings)).toMatchObject({ API_URL: "http://api" });
  expect(Object.keys(placesOf("result-notifier", pipeline))).not.toContain("AUTH");
});

test("a function or a place that there is not is an error that names it", () => {
  expect(() => placesOf("nobody", pipeline)).toThrow('the function "nobody"');
  expect(() => environmentIn(surroundings, { RAW_BUCKET: { bucket: "rav" } })).toThrow(
    'RAW_BUCKET is to say where "rav" is, which there is not.',
  );
});
