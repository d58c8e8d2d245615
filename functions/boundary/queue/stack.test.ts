import { describe, expect, jest, test } from "@jest/globals";
import type { Context, SQSEvent, SQSRecord } from "aws-lambda";
import type { Failure } from "../../../generated/types/failure.d.ts";
import type { SubmissionFailed } from "../../../generated/types/submission-failed.d.ts";
import type { Validate } from "../../../generated/validators/validate.d.ts";
import { NotYet } from "../not-yet.ts";
import { Unprocessable } from "../unprocessable.ts";
import { eachDelivery, type Outcome, type ReadBatch } from "./read-records.ts";
import { backOffSeconds, type DeathReason } from "./settle-failures.ts";
import { queueFunction } from "./stack.ts";

interface Note {
  type: "note";
  text: string;
}

const readNote: Validate<Note> = (value): value is Note => {
  const isNote = typeof value === "object" && value !== null && "text" in value && typeof value.text === "string";
  readNote.errors = isNote ? null : [{ instancePath: "/text", keyword: "type", message: "must be string", params: { type: "string" } }];
  return isNote;
};

const retry = { firstDelaySeconds: 2, longestDelaySeconds: 300 };

/** A handler round `logic`, with what it recorded, what it buried and what it put off; `order` says what came first. */
function setUp(
  logic: (batch: ReadBatch<Note>) => Promise<Outcome[]>,
  faults: { recordFailure?: Error | Promise<void>; announceFailure?: Error; bury?: Error; delay?: Error } = {},
) {
  const recorded: Failure[] = [];
  const announced: SubmissionFailed[] = [];
  const order: string[] = [];
  const buried: [messageId: string, reason: DeathReason][] = [];
  const delayed: [messageId: string, seconds: number][] = [];
  const handler = queueFunction<Note>(
    { note: readNote },
    {
      origin: "result-notifier",
      queue: { maxReceiveCount: 5, retry },
      recordFailure: async (failure) => {
        if (faults.recordFailure instanceof Error) throw faults.recordFailure;
        await faults.recordFailure;
        order.push("record");
        recorded.push(failure);
      },
      announceFailure: async (event) => {
        if (faults.announceFailure) throw faults.announceFailure;
        order.push("announce");
        announced.push(event);
      },
      bury: async ({ messageId }, reason) => {
        order.push("bury");
        if (faults.bury) throw faults.bury;
        buried.push([messageId, reason]);
      },
      delay: async ({ messageId }, seconds) => {
        if (faults.delay) throw faults.delay;
        delayed.push([messageId, seconds]);
      },
    },
    logic,
  );
  const context = { awsRequestId: "request", getRemainingTimeInMillis: () => 60_000 };
  const run = async (...records: SQSRecord[]): Promise<string[]> => {
    const event: SQSEvent = { Records: records };
    const answer = await handler(event, context as Context);
    return answer.batchItemFailures.map(({ itemIdentifier }: { itemIdentifier: string }) => itemIdentifier);
  };
  return { run, recorded, announced, buried, delayed, order };
}

function record(messageId: string, body: string, attempt = 1): SQSRecord {
  return {
    messageId,
    body,
    receiptHandle: `handle-${messageId}`,
    attributes: { ApproximateReceiveCount: String(attempt), SentTimestamp: "0", SenderId: "", ApproximateFirstReceiveTimestamp: "0" },
    messageAttributes: {},
    md5OfBody: "",
    eventSource: "aws:sqs",
    eventSourceARN: "arn:aws:sqs:us-east-1:000000000000:notes",
    awsRegion: "us-east-1",
  };
}

const note = (text: unknown, data?: object) => JSON.stringify({ type: "note", text, data });

const submissionId = "019ac2f0-5b1e-7000-8000-000000000000";
const submittedAt = "2026-11-22T23:40:00.000Z";
const busy = eachDelivery<Note>(async () => {
  throw new Error("busy");
});

test("every good record of a batch reaches the logic, whatever stands between", async () => {
  const seen: string[] = [];
  const { run } = setUp(eachDelivery(async ({ text }) => seen.push(text)));
  expect(await run(record("a", note("one")), record("b", "{"), record("c", note(3)), record("d", note("two")))).toEqual([]);
  expect(seen).toEqual(["one", "two"]);
});

test("a record that violates its contract is buried at once, with code, pointer and origin", async () => {
  const { run, buried } = setUp(eachDelivery(async () => undefined));
  expect(await run(record("a", note(3)))).toEqual([]);
  expect(buried).toEqual([
    [
      "a",
      {
        code: "contract-violation",
        message: "Not a valid note at /text: Expected a string, found a number.",
        pointer: "/text",
        origin: "result-notifier",
      },
    ],
  ]);
});

test.each([
  ["{", "Not a valid event: the value is not JSON"],
  ["null", "Not a valid event: /type must be one of note"],
  ['{"type":"toString"}', "Not a valid event: /type must be one of note"],
])("the body %s is no event", async (body, message) => {
  const { run, buried } = setUp(eachDelivery(async () => undefined));
  expect(await run(record("a", body))).toEqual([]);
  expect(buried[0]?.[1].message).toContain(message);
});

test("what no retry will mend is buried at once, with the logic's own code", async () => {
  const { run, buried, delayed } = setUp(
    eachDelivery(async () => {
      throw new Unprocessable("object-gone", "It is not there.");
    }),
  );
  expect(await run(record("a", note("one")))).toEqual([]);
  expect(buried).toEqual([["a", { code: "object-gone", message: "It is not there.", origin: "result-notifier" }]]);
  expect(delayed).toEqual([]);
});

test("what may pass is that record's failure, put off by its own count of tries", async () => {
  const { run, buried, delayed } = setUp(
    eachDelivery(async ({ text }) => {
      if (text !== "good") throw new Error("busy");
    }),
  );
  expect(await run(record("a", note("bad"), 1), record("b", note("good")), record("c", note("bad"), 3))).toEqual(["a", "c"]);
  expect(delayed).toEqual([
    ["a", 2],
    ["c", 8],
  ]);
  expect(buried).toEqual([]);
});

test("on its last permitted try a record is buried with what went wrong", async () => {
  const { run, buried } = setUp(busy);
  expect(await run(record("a", note("one"), 5))).toEqual([]);
  expect(buried).toEqual([["a", { code: "retries-exhausted", message: "Error: busy", origin: "result-notifier" }]]);
});

test("a record that cannot be buried, or not put off, stays a failure", async () => {
  expect(await setUp(busy, { bury: new Error("no queue") }).run(record("a", "{"), record("b", note("x"), 5))).toEqual(["a", "b"]);
  expect(await setUp(busy, { delay: new Error("no queue") }).run(record("a", note("x")))).toEqual(["a"]);
});

test.each([
  ["that can never pass", note(3, { submissionId, submittedAt }), 1, "contract-violation"],
  ["that fails on its last try", note("x", { submissionId, submittedAt }), 5, "retries-exhausted"],
])("the submitter of a record %s is told first, and then it is buried", async (_which, body, attempt, code) => {
  const { run, recorded, order } = setUp(busy);
  expect(await run(record("a", body, attempt))).toEqual([]);
  expect(order).toEqual(["record", "announce", "bury"]);
  expect(recorded).toEqual([
    {
      $schema: "https://schemas.scoreline.dev/failure/1.0.0.schema.json",
      submissionId,
      acceptedAt: submittedAt,
      failedAt: expect.stringMatching(/^\d{4}-.*Z$/),
      stage: "result-notifier",
      code,
    },
  ]);
});

describe("the news of a failure", () => {
  const said = { submissionId, submittedAt, title: "Week 7", course: "CS-487" };
  const cause = { id: "3f1f9c3e-6a9a-5d0c-8a3e-1f0f3c9f7e11", traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" };
  const told = async (body: object, messageId = "a") => {
    const { run, announced } = setUp(busy);
    await run(record(messageId, JSON.stringify({ type: "note", text: "x", ...body }), 5));
    return announced[0];
  };

  test("says who gave up and why, of which submission, and which event led to it", async () => {
    expect(await told({ ...cause, data: said })).toMatchObject({
      source: "/scoreline/result-notifier",
      type: "dev.scoreline.submission-failed.v1",
      correlationid: submissionId,
      causationid: cause.id,
      traceparent: cause.traceparent,
      data: { ...said, failedAt: expect.any(String), stage: "result-notifier", code: "retries-exhausted" },
    });
  });

  test("has the same id when the same record is given up again, and another when an operator had it tried again", async () => {
    const [first, again, redriven] = [await told({ data: said }), await told({ data: said }), await told({ data: said }, "b")];
    expect(again?.id).toBe(first?.id);
    expect(redriven?.id).not.toBe(first?.id);
  });

  test("leaves out what the message says badly", async () => {
    const event = await told({ id: 7, traceparent: "none", data: { ...said, title: "two\nlines" } });
    expect(event?.data).toEqual({
      submissionId,
      submittedAt,
      failedAt: expect.any(String),
      stage: "result-notifier",
      code: "retries-exhausted",
    });
    expect(event).not.toHaveProperty("causationid");
  });

  test("does not go round in a circle: what could not be told is not told again", async () => {
    const { run, recorded, announced, buried } = setUp(busy);
    const news = await told({ data: said });
    await run(record("a", JSON.stringify(news), 5));
    expect([recorded.length, announced.length, buried.length]).toEqual([0, 0, 1]);
  });

  test("that cannot be sent keeps no record from being buried", async () => {
    const { run, recorded, buried } = setUp(busy, { announceFailure: new Error("no queue") });
    expect(await run(record("a", note("x", said), 5))).toEqual([]);
    expect([recorded.length, buried.length]).toEqual([1, 1]);
  });
});

test("what another is at work on is put off for as long as it says, in whole seconds", async () => {
  const waiting = (seconds: number) =>
    setUp(
      eachDelivery<Note>(async () => {
        throw new NotYet(seconds, "Another run is at it.");
      }),
    );
  for (const [seconds, wait] of [
    [61.2, 62],
    [-5, 1],
    [1e6, 43_200],
  ] as const) {
    const { run, delayed } = waiting(seconds);
    expect(await run(record("a", note("one"), 3))).toEqual(["a"]);
    expect(delayed).toEqual([["a", wait]]);
  }
});

test("while there are tries left the submitter is told nothing", async () => {
  const { run, recorded } = setUp(busy);
  expect(await run(record("a", note("x", { submissionId, submittedAt }), 4))).toEqual(["a"]);
  expect(recorded).toEqual([]);
});

test.each(["{", "null", '"text"', '{"data":7}', note(3), note(3, { submissionId: "../x", submittedAt }), note(3, { submissionId })])(
  "of %s, which names no submission, no failure is recorded, and it is buried",
  async (body) => {
    const { run, recorded, buried } = setUp(busy);
    expect(await run(record("a", body))).toEqual([]);
    expect([recorded.length, buried.length]).toEqual([0, 1]);
  },
);

test("a failure that cannot be recorded keeps no record from being buried", async () => {
  const { run, buried } = setUp(busy, { recordFailure: new Error("no bucket") });
  expect(await run(record("a", note("x", { submissionId, submittedAt }), 5))).toEqual([]);
  expect(buried).toEqual([["a", { code: "retries-exhausted", message: "Error: busy", origin: "result-notifier" }]]);
});

test("a failure that takes its time to be recorded is not waited for", async () => {
  jest.useFakeTimers();
  try {
    const { promise: never } = Promise.withResolvers<void>();
    const { run, buried } = setUp(busy, { recordFailure: never });
    const done = run(record("a", note("x", { submissionId, submittedAt }), 5));
    await jest.advanceTimersByTimeAsync(10_000);
    expect(await done).toEqual([]);
    expect(buried).toHaveLength(1);
  } finally {
    jest.useRealTimers();
  }
});

test.each([
  ["too few", async (): Promise<Outcome[]> => []],
  ["too many", async (): Promise<Outcome[]> => [1, 2, 3].map((value) => ({ status: "fulfilled", value }))],
  ["a throw", async (): Promise<Outcome[]> => Promise.reject(new Error("bug"))],
])("logic that settles %s loses no record: all fail, the unreadable one too", async (_case, logic) => {
  expect(await setUp(logic).run(record("a", note("one")), record("b", "{"), record("c", note("two")))).toEqual(["a", "b", "c"]);
});

test("the wait doubles from try to try, up to the longest", () => {
  expect([1, 2, 3, 8, 9].map((attempt) => backOffSeconds(retry, attempt))).toEqual([2, 4, 8, 256, 300]);
});
