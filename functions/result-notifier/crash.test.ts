// What becomes of a result when the process that tells it dies: after every call that it awaits, and before.
import { beforeEach, describe, expect, test } from "@jest/globals";
import { type ChannelName, notifierUnderTest, type Tries } from "./notifier-under-test.ts";

const { calculated, run, mails, messages, steps } = await notifierUnderTest();
beforeEach(() => {
  for (const list of [mails, messages, steps]) list.length = 0;
});

let count = 0;
const newName = () => `crash${count++}`.slice(-6);

/** A process that dies at a step: before it, or when it is done and the answer has not come. From then on it does nothing at all. */
function dying(wanted: string, moment: "before" | "after"): { around: NonNullable<Tries["around"]>; dead: Promise<void> } {
  const { promise: dead, resolve: die } = Promise.withResolvers<void>();
  const { promise: never } = Promise.withResolvers<never>();
  let isDead = false;
  return {
    dead,
    around: async (step, work) => {
      if (isDead) return never;
      if (step !== wanted) return work();
      isDead = true;
      if (moment === "after") await work();
      die();
      return never;
    },
  };
}

const published = (channel: ChannelName) => (channel === "mail" ? mails.length : messages.length);

describe.each<ChannelName>(["mail", "events"])("by %s", (channel) => {
  const channels = [channel];

  test.each([
    ["before it reads the document", "read", "before", 1],
    ["after it read the document", "read", "after", 1],
    ["before it claims", `claim ${channel}`, "before", 1],
    ["after it claimed", `claim ${channel}`, "after", 1],
    ["before it publishes", `publish ${channel}`, "before", 1],
    ["after it published", `publish ${channel}`, "after", 2],
    ["before it marks", `finish ${channel}`, "before", 2],
    ["after it marked", `finish ${channel}`, "after", 1],
  ] as const)("a process that dies %s leaves the result to another: it is told, %#", async (_moment, step, moment, times) => {
    const event = await calculated(newName());
    const { around, dead } = dying(step, moment);
    void run([event], { channels, around, process: "dead" });
    await dead;
    expect(await run([event], { channels, process: "other", minutesLater: 2 })).toEqual(["done"]);
    expect(published(channel)).toBe(times);
    expect(await run([event], { channels, process: "third", minutesLater: 4 })).toEqual(["done"]);
    expect(published(channel)).toBe(times);
  });

  test("while the claimant may be alive another waits, and tells nothing", async () => {
    const event = await calculated(newName());
    const { around, dead } = dying(`publish ${channel}`, "before");
    void run([event], { channels, around, process: "dead" });
    await dead;
    expect(await run([event], { channels, process: "other" })).toEqual(["NotYet"]);
    expect(published(channel)).toBe(0);
  });

  test("twenty processes that have the same event at the same moment tell it once", async () => {
    const event = await calculated(newName());
    const { promise: allHaveTried, resolve } = Promise.withResolvers<void>();
    let tried = 0;
    const around: Tries["around"] = async (step, work) => {
      if (step.startsWith("publish")) await allHaveTried;
      const value = await work();
      if (step.startsWith("claim") && ++tried === 20) resolve();
      return value;
    };
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, index) => run([event], { channels, around, process: `process ${index}` })),
    );
    expect(published(channel)).toBe(1);
    expect(outcomes.flat().sort()).toEqual([...Array(19).fill("NotYet"), "done"]);
  });
});
