import { beforeEach, describe, expect, test } from "@jest/globals";
import { apiUrl, idOf, notifierUnderTest, type Tries } from "./notifier-under-test.ts";

const { calculated, rejected, failed, run, mails, messages, steps, emulator } = await notifierUnderTest();
beforeEach(() => {
  for (const list of [mails, messages, steps]) list.length = 0;
  emulator.faults.clear();
});

let count = 0;
const newName = () => `n${count++}`;
const someResults = () => Promise.all(Array.from({ length: 3 }, () => calculated(newName())));
const typesOf = () => messages.map(({ attributes }) => attributes.type);

/** Fails at a step so many times; always, where it is not said. */
function failing(wanted: string, times = Number.POSITIVE_INFINITY): Required<Pick<Tries, "around">> {
  let left = times;
  return {
    around: async (step, work) => {
      if (step !== wanted || left <= 0) return work();
      left -= 1;
      throw new Error(`${wanted} failed`);
    },
  };
}

test("a batch is told in one mail and an event each: statistics, rejections and failures", async () => {
  const events = [...(await someResults()), await rejected("no1"), failed("bad1")];
  expect(await run(events)).toEqual(events.map(() => "done"));
  expect(mails).toHaveLength(1);
  for (const { data } of events) expect(mails[0]?.text).toContain(data.submissionId);
  const published = "dev.scoreline.statistics-published.v1";
  expect(typesOf()).toEqual([
    published,
    published,
    published,
    "dev.scoreline.submission-rejected.v1",
    "dev.scoreline.submission-failed.v1",
  ]);
});

test("a result that cannot be read fails alone, and never makes half a mail", async () => {
  const gone = await calculated("gone");
  if (gone.type === "dev.scoreline.statistics-calculated.v1") gone.data.statistics.etag = '"another"';
  const events = [
    await calculated(newName()),
    gone,
    await calculated("torn", "{"),
    await calculated("other", '{"quizCount":"many"}'),
    await rejected("notorn", "{"),
    await calculated(newName()),
  ];
  expect(await run(events)).toEqual(["done", "object-gone", "unreadable-statistics", "ContractError", "unreadable-rejection", "done"]);
  expect(mails[0]?.subject).toMatch(/^Scoreline: 2 submissions/);
  expect(messages).toHaveLength(2);
});

test("statistics of another major version are told to nobody", async () => {
  const schema = "https://schemas.scoreline.dev/statistics/3.0.0.schema.json";
  expect(await run([await calculated("v3", JSON.stringify({ $schema: schema }))])).toEqual(["ContractError"]);
  expect([mails.length, messages.length]).toEqual([0, 0]);
});

test("where no result can be read nothing is published", async () => {
  await run([await calculated("torn2", "{")]);
  expect(steps).toEqual(["read"]);
});

test("the same event twice in a batch is told once and done twice", async () => {
  const event = await calculated(newName());
  expect(await run([event, event])).toEqual(["done", "done"]);
  expect(mails[0]?.subject).toBe("Scoreline: 1 quiz, 3 scores");
  expect(messages).toHaveLength(1);
});

test("a failure is told, and so is the result that comes after all", async () => {
  const name = newName();
  expect(await run([failed(name)])).toEqual(["done"]);
  expect(await run([await calculated(name)])).toEqual(["done"]);
  expect(mails.map(({ text }) => text.includes(idOf(name)))).toEqual([true, true]);
  expect(typesOf()).toEqual(["dev.scoreline.submission-failed.v1", "dev.scoreline.statistics-published.v1"]);
});

test("each way of telling goes: claim, publish, mark", async () => {
  await run([await calculated(newName())], { channels: ["mail"] });
  expect(steps).toEqual(["read", "claim mail", "publish mail", "finish mail"]);
});

describe("what was told", () => {
  test("is not told again, and the others of its batch are", async () => {
    const [first, second] = [await calculated(newName()), await calculated(newName())];
    await run([first]);
    expect(await run([first, second], { process: "other" })).toEqual(["done", "done"]);
    expect(mails[1]?.subject).toBe("Scoreline: 1 quiz, 3 scores");
    expect(mails[1]?.text).not.toContain(first.data.submissionId);
    expect(await run([first, second])).toEqual(["done", "done"]);
    expect([mails.length, messages.length]).toEqual([2, 2]);
  });

  test("by one way is told by the other at the next try", async () => {
    const event = await calculated(newName());
    expect(await run([event], failing("publish events"))).toEqual(["publish events failed"]);
    expect([mails.length, messages.length]).toEqual([1, 0]);
    expect(await run([event], { process: "other" })).toEqual(["done"]);
    expect([mails.length, messages.length]).toEqual([1, 1]);
  });

  test("is not guessed at: where nobody can say whether it is claimed, that result fails alone", async () => {
    const [first, second] = [await calculated(newName()), await calculated(newName())];
    expect(await run([first, second], failing("claim mail", 1))).toEqual(["claim mail failed", "done"]);
    expect(mails[0]?.text).not.toContain(first.data.submissionId);
  });

  test("is marked in the same run, though S3 fails a few times", async () => {
    expect(await run([await calculated(newName())], failing("finish mail", 2))).toEqual(["done"]);
    expect(steps.filter((step) => step === "finish mail")).toHaveLength(3);
    expect(mails).toHaveLength(1);
  });

  test("and cannot be marked fails; when it comes again to the same process, it is marked and not told", async () => {
    const event = await calculated(newName());
    expect(await run([event], failing("finish mail"))).toEqual(["finish mail failed"]);
    expect(await run([event])).toEqual(["done"]);
    expect(mails).toHaveLength(1);
    expect(await run([event], { process: "other" })).toEqual(["done"]);
    expect(mails).toHaveLength(1);
  });

  test("and cannot be marked is told once more by another process, when the first one must be dead", async () => {
    const event = await calculated(newName());
    await run([event], failing("finish mail"));
    expect(await run([event], { process: "other" })).toEqual(["NotYet"]);
    expect(await run([event], { process: "other", minutesLater: 2 })).toEqual(["done"]);
    expect(mails).toHaveLength(2);
  });
});

describe("what cannot be published", () => {
  test("fails, all that is in the mail, and is free for the next try at once", async () => {
    const events = await someResults();
    expect(await run(events, failing("publish mail"))).toEqual(events.map(() => "publish mail failed"));
    expect(await run(events, { process: "other" })).toEqual(events.map(() => "done"));
    expect(mails).toHaveLength(1);
  });

  test("and cannot be given back waits until its claimant must be dead", async () => {
    const event = await calculated(newName());
    const around: Tries["around"] = async (step, work) => {
      if (step === "publish mail" || step === "release mail") throw new Error(`${step} failed`);
      return work();
    };
    expect(await run([event], { around })).toEqual(["publish mail failed"]);
    expect(await run([event])).toEqual(["NotYet"]);
    expect(await run([event], { minutesLater: 2 })).toEqual(["done"]);
    expect(mails).toHaveLength(1);
  });
});

test("an event says where the API tells more", async () => {
  const name = newName();
  await run([await calculated(name)]);
  expect(JSON.parse(messages[0]?.body ?? "").data.links).toEqual({
    submission: `${apiUrl}/submissions/${idOf(name)}`,
    statistics: `${apiUrl}/submissions/${idOf(name)}/statistics`,
    problems: `${apiUrl}/submissions/${idOf(name)}/problems`,
  });
});
