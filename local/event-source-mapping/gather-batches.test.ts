import { expect, test } from "@jest/globals";
import type { SQSRecord } from "aws-lambda";
import { gatherBatches } from "./gather-batches.ts";
import { toRecord } from "./sqs-record.ts";

const record = (Body: string): SQSRecord => toRecord({ Body }, "arn:aws:sqs:us-east-1:000000000000:queue");
const bodies = (batch: SQSRecord[]): string[] => batch.map(({ body }) => body);

test("a batch ends before the record that would take the event over the payload limit", () => {
  const limit = Buffer.byteLength(JSON.stringify({ Records: [record("é1"), record("é2")] }));
  for (const [payloadBytes, expected] of [
    [limit + 1, [["é1", "é2"], ["é3"]]],
    [limit - 1, [["é1"], ["é2"], ["é3"]]],
  ] as const) {
    const batches: string[][] = [];
    gatherBatches({ size: 10, windowMs: 0, payloadBytes }, (batch) => batches.push(bodies(batch))).add(["é1", "é2", "é3"].map(record));
    expect(batches).toEqual(expected);
  }
});

test("without a window each receive is a batch, split by size", () => {
  const batches: string[][] = [];
  const gathering = gatherBatches({ size: 2, windowMs: 0, payloadBytes: 10_000 }, (batch) => batches.push(bodies(batch)));
  gathering.add(["1", "2", "3"].map(record));
  gathering.add([record("4")]);
  expect(batches).toEqual([["1", "2"], ["3"], ["4"]]);
});

test("the room of a batch shrinks as it fills and is whole again after it has ended", () => {
  const gathering = gatherBatches({ size: 25, windowMs: 60_000, payloadBytes: 1_000_000 }, () => {});
  expect(gathering.room()).toBe(25);
  gathering.add(["1", "2", "3"].map(record));
  expect(gathering.room()).toBe(22);
  gathering.flush();
  expect(gathering.room()).toBe(25);
});

test("the window opens with the first record of a batch, not with the last", async () => {
  const ended = Promise.withResolvers<string[]>();
  const gathering = gatherBatches({ size: 10, windowMs: 200, payloadBytes: 10_000 }, (batch) => ended.resolve(bodies(batch)));
  const opened = performance.now();
  gathering.add([record("1")]);
  const adding = setInterval(() => gathering.add([record("more")]), 60);
  expect((await ended.promise)[0]).toBe("1");
  clearInterval(adding);
  expect(performance.now() - opened).toBeLessThan(500);
  gathering.flush();
});
