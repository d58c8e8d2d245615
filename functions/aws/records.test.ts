// Over the wire: the real SDK client against the emulator's S3.
import { CreateBucketCommand } from "@aws-sdk/client-s3";
import { afterEach, beforeAll, expect, test } from "@jest/globals";
import { emulatorUnderTest } from "../../local/emulator/emulator-under-test.ts";

const { emulator, s3 } = await emulatorUnderTest();
let records: typeof import("./records.ts");

beforeAll(async () => {
  Object.assign(process.env, { AWS_ENDPOINT_URL: emulator.url, AWS_REGION: "us-east-1", AWS_ACCESS_KEY_ID: "local" });
  process.env.AWS_SECRET_ACCESS_KEY = "local";
  records = await import("./records.ts");
  await s3.send(new CreateBucketCommand({ Bucket: "things" }));
});
afterEach(() => emulator.faults.clear());

const at = (key: string) => ({ bucket: "things", key });

test("the first text is stored, and given to whoever comes later", async () => {
  expect(await records.putFirst(at("one"), "first")).toBeUndefined();
  expect(await records.putFirst(at("one"), "second")).toBe("first");
  expect(await records.readText(at("one"))).toBe("first");
});

test("of many at once one is the first, and all others are given its text", async () => {
  const outcomes = await Promise.all(Array.from({ length: 20 }, (_, index) => records.putFirst(at("many"), `text ${index}`)));
  const first = outcomes.indexOf(undefined);
  expect(outcomes).toEqual(outcomes.map((_, index) => (index === first ? undefined : `text ${first}`)));
});

test("a text can be replaced", async () => {
  await records.putFirst(at("two"), "first");
  await records.replace(at("two"), "ä second");
  expect(await records.readText(at("two"))).toBe("ä second");
});

test("where nothing lies there is no text", async () => {
  expect(await records.readText(at("nothing"))).toBeUndefined();
});

test("two writers in the same moment: the one that S3 told 409 asks again", async () => {
  const conflict = { status: 409, code: "ConditionalRequestConflict" };
  emulator.faults.add({ service: "s3", operation: "PutObject", times: 2, failure: conflict });
  expect(await records.putFirst(at("conflict"), "third try")).toBeUndefined();
});

test("one that goes between two looks at it is written anew", async () => {
  await records.putFirst(at("expired"), "first");
  emulator.faults.add({ service: "s3", operation: "GetObject", times: 1, failure: { status: 404, code: "NoSuchKey" } });
  expect(await records.putFirst(at("expired"), "second")).toBe("first");
});

test("S3 that fails is an error", async () => {
  const failure = { status: 500, code: "InternalError" };
  emulator.faults.add({ service: "s3", operation: "PutObject", times: 3, failure });
  await expect(records.putFirst(at("failing"), "text")).rejects.toMatchObject({ name: "InternalError" });
  emulator.faults.add({ service: "s3", operation: "GetObject", times: 3, failure });
  await expect(records.readText(at("failing"))).rejects.toMatchObject({ name: "InternalError" });
});

test("a key that stays in conflict is an error, not an endless wait", async () => {
  emulator.faults.add({ service: "s3", operation: "PutObject", failure: { status: 409, code: "ConditionalRequestConflict" } });
  await expect(records.putFirst(at("stuck"), "text")).rejects.toMatchObject({ name: "ConditionalRequestConflict" });
});
