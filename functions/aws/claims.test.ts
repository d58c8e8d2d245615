// Over the wire: the real SDK client against the emulator's S3.
import { HeadObjectCommand } from "@aws-sdk/client-s3";
import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { type BucketUnderTest, bucketUnderTest } from "../../local/emulator/bucket-under-test.ts";

let world: BucketUnderTest;
let claims: typeof import("./claims.ts");
beforeAll(async () => {
  world = await bucketUnderTest("things");
  claims = await import("./claims.ts");
});
afterEach(() => world.emulator.faults.clear());
afterAll(() => world.stop());

const until = new Date("2026-11-28T12:01:00Z");
const meanwhile = new Date("2026-11-28T12:00:30Z");
/** Clocks may differ by two seconds. */
const afterwards = new Date("2026-11-28T12:01:02Z");
const at = (key: string) => ({ bucket: "things", key });
const claimAs = (id: string, key: string, now = meanwhile) => claims.claim(at(key), { id, until }, now);

async function etagOf(id: string, key: string, now = meanwhile): Promise<string> {
  const claim = await claimAs(id, key, now);
  if (claim.state !== "mine") throw new Error(`${id} has not got it: ${claim.state}`);
  return claim.etag;
}

test("of many at once one has it, and the others are told until when", async () => {
  const claimed = await Promise.all(Array.from({ length: 20 }, (_, index) => claimAs(`run ${index}`, "many")));
  const mine = claimed.filter(({ state }) => state === "mine");
  expect(mine).toHaveLength(1);
  const [first] = mine;
  const taken = { state: "taken", until, etag: first?.state === "mine" && first.etag };
  expect(claimed.filter(({ state }) => state !== "mine")).toEqual(Array(19).fill(taken));
});

test("what is done stays done, for whoever comes and whenever", async () => {
  expect(await claims.finish(at("done"), await etagOf("one", "done"))).toBe(true);
  expect(await claimAs("two", "done")).toEqual({ state: "done" });
  expect(await claimAs("two", "done", afterwards)).toEqual({ state: "done" });
});

test("a list of keys tells what is done from what is claimed, by the size", async () => {
  const etag = await etagOf("one", "sized");
  const size = async () => (await world.s3.send(new HeadObjectCommand({ Bucket: "things", Key: "sized" }))).ContentLength;
  expect(await size()).toBeGreaterThan(0);
  await claims.finish(at("sized"), etag);
  expect(await size()).toBe(0);
});

test("the claim of somebody who must be dead is taken over by one of all that try, and its claimant can finish nothing any more", async () => {
  const etag = await etagOf("dead", "stale");
  const claimed = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      claims.claim(at("stale"), { id: `run ${index}`, until: new Date("2026-11-28T12:05:00Z") }, afterwards),
    ),
  );
  expect(claimed.filter(({ state }) => state === "mine")).toHaveLength(1);
  expect(await claims.finish(at("stale"), etag)).toBe(false);
});

test("what was given back is free at once", async () => {
  await claims.release(at("free"), await etagOf("one", "free"));
  expect(await claimAs("two", "free")).toMatchObject({ state: "mine" });
});

test("a claim of another cannot be given back", async () => {
  await etagOf("one", "kept");
  await claims.release(at("kept"), '"another"');
  expect(await claimAs("two", "kept")).toMatchObject({ state: "taken" });
});

test("when S3 claims and its answer is lost, the SDK's next try finds its own claim", async () => {
  world.emulator.faults.add({ service: "s3", operation: "PutObject", failure: "drop-answer", times: 1 });
  expect(await claimAs("one", "lost answer")).toMatchObject({ state: "mine" });
});

test("when S3 finishes and its answer is lost, it is finished", async () => {
  const etag = await etagOf("one", "lost end");
  world.emulator.faults.add({ service: "s3", operation: "PutObject", failure: "drop-answer", times: 1 });
  expect(await claims.finish(at("lost end"), etag)).toBe(true);
});

test("what lies there and is no claim is taken over, not waited for", async () => {
  const { replace } = await import("./records.ts");
  await replace(at("odd"), "no JSON");
  expect(await claimAs("one", "odd")).toMatchObject({ state: "mine" });
});

test("what S3 refuses is an error", async () => {
  world.emulator.faults.add({ service: "s3", operation: "PutObject", failure: { status: 403, code: "AccessDenied" } });
  await expect(claimAs("one", "refused")).rejects.toThrow(expect.objectContaining({ name: "AccessDenied" }));
});
