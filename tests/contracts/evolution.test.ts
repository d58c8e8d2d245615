// Versions of the events beside one another, as they are while functions are rolled out and back: built functions, real messages.
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { SQSRecord } from "aws-lambda";
import { writeRawDataStored } from "../../generated/validators/write-raw-data-stored.js";
import { writeStatisticsCalculated } from "../../generated/validators/write-statistics-calculated.js";
import { writeSubmissionFailed } from "../../generated/validators/write-submission-failed.js";
import { writeSubmissionRejected } from "../../generated/validators/write-submission-rejected.js";
import { raised } from "../../scripts/contracts/versions.ts";
import type { JsonSchema } from "../../scripts/generate/json-schema.ts";
import { pipeline, startTestStack } from "../end-to-end/test-stack.ts";
import { added, addOptionalFields, breakContracts, brokenAt } from "./evolution-changes.ts";
import { buried, dataOf, gone, isOf, unknownTo, unreadable, writtenUnder } from "./evolution-messages.ts";
import { documentOf, foretold, freeze, readAs, releaseBefore, versionOf, writtenAs } from "./evolution-releases.ts";
import { type RollOut, startRollOut } from "./evolution-roll-out.ts";
import { type Build, Copies, current } from "./evolution-sources.ts";

const events = ["raw-data-stored", "statistics-calculated", "submission-rejected", "submission-failed"] as const;
const lines = ["Quiz1,85,76,90"];

const copies = new Copies();
/** Today's contracts with an optional field more, as the next minor. */
let next: Build;
/** Today's contracts changed as only a major may be, as the next minor. */
let broken: Build;
beforeAll(async () => {
  [next, broken] = await Promise.all([copies.changed(addOptionalFields), copies.changed(breakContracts)]);
}, 60_000);
afterAll(() => copies.remove());

test("every event that a queue carries is taken here", () => {
  expect(Object.values(pipeline.queues).flatMap(({ carries }) => carries)).toEqual(events);
});

describe("the next minor, with an optional field more in each event's data and in the object that it holds", () => {
  const rollOut = rollOutOf(() => [current, next]);
  let announcements: SQSRecord[];
  let results: SQSRecord[];
  let rejections: SQSRecord[];
  let failures: SQSRecord[];

  beforeAll(async () => {
    announcements = await announce(rollOut(), current, next);
    const rejected = (await announce(rollOut(), current, next)).map(unreadable);
    const failed = (await announce(rollOut(), current, next)).map(gone);
    const sentFor = async (batch: SQSRecord[]) => {
      const sent = [];
      for (const [index, build] of [current, next].entries())
        sent.push(...(await rollOut().handle(build, "calculation", batch.slice(index, index + 1))).sent);
      return sent;
    };
    results = await sentFor(announcements);
    rejections = await sentFor(rejected);
    failures = await sentFor(failed);
  });

  test("its producers send the new fields under the new minor; those of today send neither", async () => {
    for (const [event, batch] of [
      ["raw-data-stored", announcements],
      ["statistics-calculated", results],
      ["submission-rejected", rejections],
      ["submission-failed", failures],
    ] as const) {
      const version = versionOf(await documentOf(current.folder, event));
      expect(versionOf(await documentOf(next.folder, event))).toBe(raised(version, "minor"));
      expect(batch.map(writtenUnder)).toEqual([version, raised(version, "minor")]);
    }
    const [storedNow, storedNext] = announcements.map(dataOf);
    expect(storedNext).toMatchObject({ [added.stored]: "api", scores: { [added.nested]: expect.any(String) } });
    expect(JSON.stringify(storedNow)).not.toMatch(`${added.stored}|${added.nested}`);
    const [calculatedNow, calculatedNext] = results.map(dataOf);
    expect(calculatedNext).toMatchObject({ [added.calculated]: "us", statistics: { [added.nested]: expect.any(String) } });
    expect(JSON.stringify(calculatedNow)).not.toMatch(`${added.calculated}|${added.nested}`);
    const [rejectedNow, rejectedNext] = rejections.map(dataOf);
    expect(rejectedNext).toMatchObject({ [added.rejected]: "us", rejection: { [added.nested]: expect.any(String) } });
    expect(JSON.stringify(rejectedNow)).not.toMatch(`${added.rejected}|${added.nested}`);
    const [failedNow, failedNext] = failures.map(dataOf);
    expect(failedNext).toMatchObject({ [added.failed]: "us" });
    expect(failedNow).not.toHaveProperty(added.failed);
  });

  test("today's writers let no new field out, at either depth", () => {
    expect(unknownTo(writeRawDataStored, announcements[1])).toEqual([`/data/${added.stored}`, `/data/scores/${added.nested}`]);
    expect(unknownTo(writeStatisticsCalculated, results[1])).toEqual([`/data/${added.calculated}`, `/data/statistics/${added.nested}`]);
    expect(unknownTo(writeSubmissionRejected, rejections[1])).toEqual([`/data/${added.rejected}`, `/data/rejection/${added.nested}`]);
    expect(unknownTo(writeSubmissionFailed, failures[1])).toEqual([`/data/${added.failed}`]);
  });

  test.each([
    ["today's", () => current],
    ["the next", () => next],
  ])("%s calculator and notifier do messages of both versions in one batch", async (_which, build) => {
    const calculated = await rollOut().handle(build(), "calculation", announcements);
    expect([calculated.done, calculated.dead, calculated.sent.length]).toEqual([2, [], 2]);
    const notified = await rollOut().handle(build(), "notification", [...results, ...rejections, ...failures]);
    expect(notified).toEqual({ done: 6, sent: [], dead: [], published: 1 });
  });

  test("the gate foretells it: a minor that breaks nobody", async () => {
    for (const event of events) expect(await foretold(event, current, next)).toEqual({ bump: "minor", breaks: [] });
  });

  test("in every arrangement that roll-out and roll-back, in any order, go through, what is submitted is published", async () => {
    const builds = [current, next];
    for (const receiver of builds)
      for (const calculator of builds)
        for (const notifier of builds) {
          const announced = await announce(rollOut(), receiver);
          const { sent } = await rollOut().handle(calculator, "calculation", announced);
          expect(await rollOut().handle(notifier, "notification", sent)).toEqual({ done: 1, sent: [], dead: [], published: 1 });
        }
  });

  test.each([
    ["the next calculator alone is", { "analytics-calculator": true }],
    ["all but the calculator are", { "request-receiver": true, "result-notifier": true }],
  ])("while %s rolled out, the whole stack mails what is submitted", async (_which, rolledOut: Record<string, boolean>) => {
    const functions = Object.keys(pipeline.functions);
    const bundles = await copies.mixed(Object.fromEntries(functions.map((name) => [name, rolledOut[name] ? next : current])));
    const stack = await startTestStack({ pipeline: withoutWindow(), bundles });
    try {
      const { id } = await stack.submit(lines);
      expect((await stack.mailAbout(id)).body).toMatch(/^Quiz1 +3 +0 +76 +85 +83\.67 /m);
      expect(stack.logs.join("\n")).not.toMatch(/"level":"(warn|error)"/);
    } finally {
      await stack.stop();
    }
  });
});

describe("the release before", () => {
  /** Of today's contracts; where nothing earlier is released, of the next ones, before which today's are then released. */
  let newer: Build;
  /** The same sources with the readers of the release before. */
  let older: Build;
  let before: Map<string, JsonSchema>;
  beforeAll(async () => {
    newer = current;
    before = await releasesBefore(current);
    if (before.size === 0) {
      newer = next;
      for (const event of events) await freeze(next.folder, event, await documentOf(current.folder, event));
      before = await releasesBefore(next);
    }
    older = await copies.regenerated(newer, async (folder) => {
      for (const [event, document] of before) await readAs(folder, event, document);
    });
  });
  const rollOut = rollOutOf(() => [older, newer]);

  test("it is the highest version below, of the same major; the first of a major has none", async () => {
    const folder = await copies.mixed({});
    expect(await releaseBefore(folder, "quiz", "1.0.0")).toBeUndefined();
    for (const version of ["1.9.0", "1.10.0", "1.11.0", "2.0.0"])
      await freeze(folder, "quiz", { $id: `https://schemas.scoreline.dev/quiz/${version}.schema.json` });
    const found = ["1.9.0", "1.11.0", "1.11.1", "2.0.0", "2.0.1"].map(async (version) => {
      const document = await releaseBefore(folder, "quiz", version);
      return document && versionOf(document);
    });
    expect(await Promise.all(found)).toEqual([undefined, "1.10.0", "1.11.0", undefined, "2.0.0"]);
  });

  test("its readers and those that follow it do messages of both in one batch", async () => {
    expect(before.size).toBeGreaterThan(0);
    const asBefore = (event: string, batch: SQSRecord[]) => {
      const document = before.get(event);
      return document === undefined ? batch : batch.map((record, index) => (index === 0 ? writtenAs(document, record) : record));
    };
    const announcements = asBefore("raw-data-stored", await announce(rollOut(), newer, newer));
    let results: SQSRecord[] = [];
    for (const build of [older, newer]) {
      const { done, dead, sent } = await rollOut().handle(build, "calculation", announcements);
      expect([done, dead, sent.length]).toEqual([2, [], 2]);
      results = asBefore("statistics-calculated", sent);
    }
    for (const build of [older, newer])
      expect(await rollOut().handle(build, "notification", results)).toEqual({ done: 2, sent: [], dead: [], published: 1 });
  });
});

describe("a break that calls itself a minor", () => {
  const rollOut = rollOutOf(() => [current, broken]);
  let announcements: SQSRecord[];
  beforeAll(async () => {
    announcements = await announce(rollOut(), current, broken);
  });

  test("a field that is required from now on: the new reader buries what was sent before, and the gate has said so", async () => {
    const old = await rollOut().handle(current, "calculation", announcements);
    expect([old.done, old.dead, old.sent.length]).toEqual([2, [], 2]);
    const { done, dead, sent } = await rollOut().handle(broken, "calculation", announcements);
    expect(done).toBe(2);
    expect(sent.map(isOf("statistics-calculated"))).toEqual(expect.arrayContaining([true, false]));
    expect(sent.map(isOf("submission-failed"))).toEqual(expect.arrayContaining([true, false]));
    expect(dead).toEqual([buried(announcements[0], brokenAt.stored, "analytics-calculator")]);
    expect(await foretold("raw-data-stored", current, broken)).toEqual({ bump: "major", breaks: ["new-reader"] });
  });

  test.each([
    ["statistics-calculated", brokenAt.calculated, (record: SQSRecord) => record],
    ["submission-rejected", brokenAt.rejected, unreadable],
    ["submission-failed", brokenAt.failed, gone],
  ] as const)(
    "a required field of %s that is gone: the old reader buries what is sent now, and the gate has said so",
    async (event, at, said) => {
      const [before, after] = announcements.map(said);
      if (!before || !after) throw new Error("There are no two announcements.");
      const { sent: fromOld } = await rollOut().handle(current, "calculation", [before]);
      const { sent: fromNew } = await rollOut().handle(broken, "calculation", [after]);
      const results = [...fromOld, ...fromNew];
      expect(results.map(isOf(event))).toEqual([true, true]);
      expect(await rollOut().handle(broken, "notification", results)).toEqual({ done: 2, sent: [], dead: [], published: 1 });
      const { sent, ...told } = await rollOut().handle(current, "notification", results);
      // The news that it was buried, unless it was such news itself.
      expect(sent.map(isOf("submission-failed"))).toEqual(event === "submission-failed" ? [] : [true]);
      expect(told).toEqual({
        done: 2,
        dead: [buried(results[1], at, "result-notifier")],
        published: 1,
      });
      expect(await foretold(event, current, broken)).toEqual({ bump: "major", breaks: ["old-reader"] });
    },
  );
});

/** A roll-out of these builds, for the tests of one `describe`. */
function rollOutOf(builds: () => Build[]): () => RollOut {
  let rollOut: RollOut | undefined;
  beforeAll(async () => {
    rollOut = await startRollOut(builds());
  });
  afterAll(() => rollOut?.stop());
  return () => {
    if (rollOut === undefined) throw new Error("The roll-out has not started.");
    return rollOut;
  };
}

/** A submission to the receiver of each build; the messages that announce them come in one receive. */
async function announce(rollOut: RollOut, ...receivers: Build[]): Promise<SQSRecord[]> {
  for (const receiver of receivers) await rollOut.submit(receiver, lines);
  const batch = await rollOut.receive("calculation");
  expect(batch).toHaveLength(receivers.length);
  return batch;
}

/** The release before what a build has of each event, where there is one. */
async function releasesBefore({ folder }: Build): Promise<Map<string, JsonSchema>> {
  const found = new Map<string, JsonSchema>();
  for (const event of events) {
    const document = await releaseBefore(folder, event, versionOf(await documentOf(folder, event)));
    if (document !== undefined) found.set(event, document);
  }
  return found;
}

/** Batches are not what the whole stack shows here: it need not wait for them to fill. */
function withoutWindow(): typeof pipeline {
  const queues = Object.entries(pipeline.queues).map(([name, queue]) => [name, { ...queue, batchSize: 10, batchingWindowSeconds: 0 }]);
  return { ...pipeline, queues: Object.fromEntries(queues) };
}
