// The receiver, killed at every step, on the emulator's S3 and SQS: whoever sends the request again with its key goes on with the same submission.
import { setTimeout } from "node:timers/promises";
import { CreateBucketCommand, GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from "@aws-sdk/client-s3";
import { CreateQueueCommand, DeleteMessageCommand, ReceiveMessageCommand } from "@aws-sdk/client-sqs";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { emulatorUnderTest } from "../../local/emulator/emulator-under-test.ts";
import { ownedKey } from "../aws/keys.ts";
import type { Caller } from "../boundary/http/caller.ts";
import { readAsked } from "./asked.ts";
import type { Receiving } from "./receive.ts";

const { emulator, s3, sqs } = await emulatorUnderTest();
const bucket = "raw";
let queueUrl: string;
let real: Receiving;
let receive: typeof import("./receive.ts").receive;

beforeAll(async () => {
  Object.assign(process.env, { AWS_ENDPOINT_URL: emulator.url, AWS_REGION: "us-east-1", AWS_ACCESS_KEY_ID: "local" });
  process.env.AWS_SECRET_ACCESS_KEY = "local";
  const { receivingBy } = await import("./stored.ts");
  ({ receive } = await import("./receive.ts"));
  await s3.send(new CreateBucketCommand({ Bucket: bucket }));
  ({ QueueUrl: queueUrl = "" } = await sqs.send(new CreateQueueCommand({ QueueName: "calculation" })));
  real = receivingBy(bucket, queueUrl);
});

/** Each test has a key of its own, and looks at nothing but what came of it. */
let recordName: string;
let before: Set<string>;
let nowMs: number;
beforeEach(async () => {
  recordName = `${expect.getState().currentTestName}`.replaceAll(/[^a-z]+/gi, "-");
  before = new Set(await keys());
  nowMs = Date.parse("2026-11-25T09:30:00.000Z");
});
afterEach(() => emulator.faults.clear());

/** Whoever waits makes the time pass, and loses none. */
const clock = {
  now: () => new Date(nowMs),
  wait: async (milliseconds: number) => {
    nowMs += milliseconds;
  },
};
const realTime = { now: () => new Date(), wait: (milliseconds: number) => setTimeout(milliseconds) };

const caller = { owner: "user-1", readsAll: false };
const asked = (lines: string[], more: object = {}) =>
  readAsked({ query: {}, body: { data: lines, ...more }, headers: { "content-type": "application/json" }, isBase64Encoded: false });
const send = (receiving = real, what = asked(["Quiz1,85"]), from: Caller = caller) =>
  receive(what, { caller: from, recordName }, { clock, ...receiving });

async function keys(): Promise<string[]> {
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket }));
  return Contents.map(({ Key = "" }) => Key);
}

/** The objects of submissions that this test has brought about. */
const submissionKeys = async () => (await keys()).filter((key) => !before.has(key) && key.startsWith("submissions/"));

const ownedKeys = async () => (await keys()).filter((key) => !before.has(key) && key.startsWith("owners/"));

/** What was announced, taken from the queue. */
async function announcements(): Promise<string[]> {
  const bodies: string[] = [];
  for (;;) {
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10 }));
    if (Messages.length === 0) return bodies;
    for (const { Body = "", ReceiptHandle } of Messages) {
      bodies.push(Body);
      await sqs.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle }));
    }
  }
}

const steps = ["begin", "storeScores", "storeSubmission", "announce", "finish"] as const;
type Step = (typeof steps)[number];

/** The receiver's functions as a process has them that dies before or after a step: nothing that it awaits from then on is done. */
function dying(step: Step, moment: "before" | "after"): Receiving {
  let isDead = false;
  const mortal =
    <Parameters extends unknown[], Result>(name: Step, call: (...parameters: Parameters) => Promise<Result>) =>
    async (...parameters: Parameters): Promise<Result> => {
      isDead ||= name === step && moment === "before";
      if (isDead) throw new Error("The process died.");
      const result = await call(...parameters);
      isDead = name === step;
      if (isDead) throw new Error("The process died.");
      return result;
    };
  const { storeScores, storeSubmission, announce, isReadable, records } = real;
  return {
    storeScores: mortal("storeScores", storeScores),
    storeSubmission: mortal("storeSubmission", storeSubmission),
    announce: mortal("announce", announce),
    isReadable,
    records: { ...records, begin: mortal("begin", records.begin), finish: mortal("finish", records.finish) },
  };
}

/** Expects that there is one submission, all answers are the same, and all that was announced is one event. */
async function expectOne(answers: unknown[], mostAnnouncements = 2, owners = [caller.owner]): Promise<void> {
  const [answer] = answers;
  for (const another of answers) expect(JSON.stringify(another)).toBe(JSON.stringify(answer));
  const { id } = Object(answer);
  const stored = await submissionKeys();
  expect(stored.map((key) => key.slice(key.indexOf(id)))).toEqual([`${id}/scores.csv`, `${id}/submission.json`]);
  expect(await ownedKeys()).toEqual(owners.map((owner) => ownedKey(owner, id)));
  const announced = await announcements();
  expect(new Set(announced).size).toBe(1);
  expect(JSON.parse(announced[0] ?? "")).toMatchObject({ subject: `submissions/${id}`, time: Object(answer).acceptedAt });
  expect(announced.length).toBeLessThanOrEqual(mostAnnouncements);
}

const crashes = steps.flatMap((step) => (["before", "after"] as const).map((moment) => [moment, step] as const));

describe.each(crashes)("a receiver that died %s it came to %s", (moment, step) => {
  test("a retry at once: it waits for a while, then goes on", async () => {
    await send(dying(step, moment)).catch(() => {});
    const began = nowMs;
    await expectOne([await send(), await send()]);
    expect(nowMs - began).toBeLessThan(7_000);
  });

  test("a retry after a minute: there is nobody to wait for", async () => {
    await send(dying(step, moment)).catch(() => {});
    const later = nowMs + 60_000;
    nowMs = later;
    await expectOne([await send(), await send()]);
    expect(nowMs).toBe(later);
  });

  test.each(crashes)("and a retry that died %s it came to %s: one submission all the same", async (secondMoment, secondStep) => {
    await send(dying(step, moment)).catch(() => {});
    nowMs += 60_000;
    await send(dying(secondStep, secondMoment)).catch(() => {});
    nowMs += 60_000;
    await expectOne([await send(), await send()], 3);
  });

  test("two retries at once: one submission, the same answer", async () => {
    await send(dying(step, moment)).catch(() => {});
    nowMs += 60_000;
    await expectOne(await Promise.all([send(), send()]), 3);
  });
});

test("once it is done, a repetition stores and announces nothing: two requests, the same answer", async () => {
  const first = await send();
  emulator.requests.clear();
  const again = await send();
  expect(emulator.requests.all.map(({ operation }) => operation)).toEqual(["PutObject", "GetObject"]);
  await expectOne([first, again], 1);
});

const who: [string, Caller, string[]][] = [
  ["four writes and a message", "anybody", []],
  ["five, where it has an owner", caller, [caller.owner]],
];
test.each(who)("the first request: %s", async (_what, from, owners) => {
  emulator.requests.clear();
  const answer = await send(real, asked(["Quiz1,85"]), from);
  expect(emulator.requests.all.map(({ operation, resource }) => `${operation} ${resource.split("/").at(-1)}`)).toEqual([
    `PutObject ${recordName}.json`,
    "PutObject scores.csv",
    "PutObject submission.json",
    ...owners.map((owner) => `PutObject ${ownedKey(owner, answer.id).split("/").at(-1)}`),
    "SendMessage calculation",
    `PutObject ${recordName}.json`,
  ]);
  await expectOne([answer], 1, owners);
});

test("50 at once: one does it, and the others wait for its answer", async () => {
  await expectOne(await Promise.all(Array.from({ length: 50 }, () => send({ ...real, clock: realTime }))), 1);
});

test("the answer to the first write is lost: its record is known again, and nobody waits", async () => {
  emulator.faults.add({ service: "s3", operation: "PutObject", times: 1, failure: "drop-answer" });
  const began = nowMs;
  await expectOne([await send()], 1);
  expect(nowMs).toBe(began);
});

test("a record that cannot be finished: the answer is given, and a repetition does it again", async () => {
  const failing = { ...real, records: { ...real.records, finish: () => Promise.reject(new Error("S3 is down")) } };
  const answers = [await send(failing)];
  nowMs += 60_000;
  await expectOne([...answers, await send()]);
});

test("what could not be put into its owner's list is announced by nobody, and a retry puts it there", async () => {
  const repair = emulator.faults.add({ service: "s3", operation: "PutObject", match: ({ resource }) => resource.includes("/owners/") });
  await expect(send()).rejects.toThrow();
  expect([(await submissionKeys()).length, await ownedKeys(), await announcements()]).toEqual([2, [], []]);
  repair();
  nowMs += 60_000;
  await expectOne([await send(), await send()]);
});

test("a retry keeps the trace of the first try", async () => {
  const first = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  await receive(asked(["Quiz1,85"]), { caller, recordName, traceparent: first }, { clock, ...dying("storeScores", "after") }).catch(
    () => {},
  );
  nowMs += 60_000;
  const { id } = await receive(asked(["Quiz1,85"]), { caller, recordName, traceparent: first.replace("0af7", "ffff") }, { clock, ...real });
  expect(JSON.parse((await announcements())[0] ?? "")).toMatchObject({ traceparent: first, correlationid: id });
});

test("what lies in S3 is announced, also where another version of the receiver would have written something else", async () => {
  await send(dying("announce", "before")).catch(() => {});
  const Key = (await submissionKeys()).find((key) => key.endsWith("/submission.json"));
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key }));
  const submission = JSON.parse((await Body?.transformToString()) ?? "");
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body: JSON.stringify({ ...submission, title: "As it was", added: 1 }) }));
  nowMs += 60_000;
  await send();
  expect(JSON.parse((await announcements())[0] ?? "")).toMatchObject({ data: { title: "As it was" } });
});

describe("the same key with another request", () => {
  test.each([
    ["another score", ["Quiz1,86"], {}],
    ["one line more", ["Quiz1,85", "Quiz2,1"], {}],
    ["another title", ["Quiz1,85"], { title: "Week 8" }],
    ["an option", ["Quiz1,85"], { maxScore: 100 }],
  ])("%s: refused, and nothing is stored", async (_what, lines, more) => {
    await send();
    const stored = await keys();
    await expect(send(real, asked(lines, more))).rejects.toMatchObject({ code: "idempotency-key-reused", status: 422 });
    expect(await keys()).toEqual(stored);
    await announcements();
  });

  test("the fields in another order are the same request", async () => {
    const one = await send(real, asked(["Quiz1,85"], { maxScore: 100, title: "Week 7", gradeBands: [{ label: "A", from: 85 }] }));
    const other = await send(real, asked(["Quiz1,85"], { gradeBands: [{ from: 85, label: "A" }], title: "Week 7", maxScore: 100 }));
    await expectOne([one, other], 1);
  });
});

test("a record in S3 tells neither the client nor its key", async () => {
  await send();
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: `idempotency/${recordName}.json` }));
  const record = JSON.parse((await Body?.transformToString()) ?? "");
  expect(Object.keys(record).sort()).toEqual(["$schema", "acceptedAt", "doneAt", "request", "submissionId"]);
  await announcements();
});
