// The same Idempotency-Key: one submission, one announcement, one mail, and the same answer, whatever happens in between.
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { rawKeys } from "../../functions/aws/keys.ts";
import { recordName } from "../../functions/request-receiver/idempotency-key.ts";
import type { SeenRequest } from "../../local/emulator/requests.ts";
import { startTestStack, type TestStack } from "./test-stack.ts";

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterEach(() => stack.emulator.faults.clear());
afterAll(() => stack.stop());

/** Posts with a key; gives status and body, word for word. */
async function post(key: string, lines = ["Quiz1,85,76,90"]): Promise<{ status: number; text: string; location: string | null }> {
  const headers = { "content-type": "application/json", "idempotency-key": key };
  const response = await fetch(`${stack.api.url}/submissions`, { method: "POST", headers, body: JSON.stringify({ data: lines }) });
  return { status: response.status, text: await response.text(), location: response.headers.get("location") };
}

const announcements = () =>
  stack.emulator.requests.all.filter(({ operation, resource }) => operation === "SendMessage" && resource === "scoreline-calculation")
    .length;

test("50 equal keys at once: one submission, one announcement, one mail, and 50 equal answers", async () => {
  const before = { raw: (await stack.keys("raw")).length, announcements: announcements() };
  const answers = await Promise.all(Array.from({ length: 50 }, () => post("storm")));
  const [first] = answers;
  expect(first?.status).toBe(202);
  for (const answer of answers) expect(answer).toEqual(first);
  const { id } = JSON.parse(first?.text ?? "");
  await stack.mailAbout(id);
  // A later submission's mail comes behind any second mail of this one.
  await stack.mailAbout((await stack.submit(["Later,1"])).id);
  expect(stack.mailsAbout(id)).toBe(1);
  expect(announcements() - before.announcements).toBe(2);
  const keys = (await stack.keys("raw")).filter((key) => key.includes(id));
  expect(keys).toEqual([rawKeys.scores(id), rawKeys.submission(id)]);
  // The record, and the later submission's two.
  expect((await stack.keys("raw")).length - before.raw).toBe(2 + 1 + 2);
});

describe("the receiver's process is killed", () => {
  const written = (ending: string) => (_key: string) => (request: SeenRequest) =>
    request.operation === "PutObject" && request.resource.endsWith(ending);
  const recordWritten = (key: string) => written(`/${recordName("anybody", key)}.json`)(key);
  /** The second time that something is seen. */
  const second = (matches: (request: SeenRequest) => boolean) => {
    let times = 0;
    return (request: SeenRequest) => matches(request) && ++times === 2;
  };
  const moments: [string, (key: string) => (request: SeenRequest) => boolean][] = [
    ["record", recordWritten],
    ["scores", written("/scores.csv")],
    ["submission", written("/submission.json")],
    [
      "announcement",
      () =>
        ({ operation, resource }) =>
          operation === "SendMessage" && resource === "scoreline-calculation",
    ],
    ["done", (key) => second(recordWritten(key))],
  ];

  test("in the middle of each write: the client is told that it failed, sends it again, and there is one submission", async () => {
    for (const [key, matches] of moments) {
      // The last answer of all is lost besides, or the client might have its own by the time of the kill.
      if (key === "done") stack.emulator.faults.add({ service: "s3", operation: "PutObject", match: matches(key), failure: "drop-answer" });
      const killed = stack.emulator.requests.next(matches(key)).then((seen) => {
        const environments = stack.lambda.environments("request-receiver");
        const busy = environments.find(({ state }) => state === "busy");
        if (busy === undefined) throw new Error(`At ${key} no process is at work: ${JSON.stringify({ seen, environments })}`);
        process.kill(busy.pid, "SIGKILL");
      });
      const [{ status }] = await Promise.all([post(key), killed]);
      expect([key, status]).toEqual([key, 500]);
    }
    // Two clients each, at once: they wait for one that is dead, until they have waited long enough.
    const answers = await Promise.all(moments.map(([key]) => Promise.all([post(key), post(key)])));
    for (const [[key], [one, other]] of moments.map((moment, index) => [moment, answers[index] ?? []] as const)) {
      expect([key, one?.status]).toEqual([key, 202]);
      expect(other).toEqual(one);
      const { id } = JSON.parse(one?.text ?? "");
      await stack.mailAbout(id);
      expect(await post(key)).toEqual(one);
      const record = JSON.parse(await stack.text("raw", `idempotency/${recordName("anybody", key)}.json`));
      expect(record).toMatchObject({ submissionId: id, doneAt: expect.any(String) });
      expect((await stack.keys("raw")).filter((stored) => stored.includes(id))).toEqual([rawKeys.scores(id), rawKeys.submission(id)]);
    }
    // As many submissions as keys, no matter how often they were sent.
    const ids = new Set(answers.flat().map(({ text }) => JSON.parse(text).id));
    expect(ids.size).toBe(moments.length);
  }, 60_000);
});

test("while SQS fails the client gets 503; the same key goes on with the submission that is stored", async () => {
  const repair = stack.emulator.faults.add({ service: "sqs", operation: "SendMessage" });
  expect((await post("sqs-fails")).status).toBe(503);
  const stored = await stack.keys("raw");
  repair();
  const { status, text } = await post("sqs-fails");
  expect(status).toBe(202);
  const { id } = JSON.parse(text);
  expect(stored).toContain(rawKeys.submission(id));
  expect(await stack.keys("raw")).toEqual(stored);
  await stack.mailAbout(id);
});

test("the same key with other score lines is refused, and stores nothing", async () => {
  expect((await post("reused")).status).toBe(202);
  const stored = await stack.keys("raw");
  const { status, text } = await post("reused", ["Quiz1,86"]);
  expect([status, JSON.parse(text).code]).toEqual([422, "idempotency-key-reused"]);
  expect(await stack.keys("raw")).toEqual(stored);
});

test("without a key every request is a submission of its own", async () => {
  const [one, other] = [await stack.submit(["Quiz1,85"]), await stack.submit(["Quiz1,85"])];
  expect(other.id).not.toBe(one.id);
  expect(other.sha256).toBe(one.sha256);
});
