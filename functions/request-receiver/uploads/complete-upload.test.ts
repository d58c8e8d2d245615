// Over the wire: the real SDK clients against the emulator's S3. What crashes is the process between two of its requests.
import { crc32 } from "node:zlib";
import { GetObjectCommand } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { RawDataStored } from "../../../generated/types/raw-data-stored.d.ts";
import { type BucketUnderTest, bucketUnderTest } from "../../../local/emulator/bucket-under-test.ts";
import pipeline from "../../../pipeline.json" with { type: "json" };
import { ownedKey, rawKeys } from "../../aws/keys.ts";
import { announcementOf } from "../announcement.ts";
import { abortUpload } from "./abort-upload.ts";
import { addressParts } from "./address-parts.ts";
import { type Completing, completeUpload } from "./complete-upload.ts";
import { type Creating, createUpload } from "./create-upload.ts";

const { uploads: settings } = pipeline.api;
const bucket = "raw";
const caller = { owner: "user-1", readsAll: false };
const body = Buffer.from("Quiz1,85,76,90\n");
let world: BucketUnderTest;
let uploads: ReturnType<typeof import("./stored.ts").uploadsIn> & Pick<Completing, "keepSubmission"> & Pick<Creating, "isReadable">;

beforeAll(async () => {
  world = await bucketUnderTest(bucket);
  const { isReadable, storeSubmission } = (await import("../stored.ts")).receivingBy(bucket, "");
  uploads = { ...(await import("./stored.ts")).uploadsIn(bucket), isReadable, keepSubmission: storeSubmission };
});
afterAll(() => world.stop());

async function textOf(key: string): Promise<string | undefined> {
  const { Body } = await world.s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  return Body?.transformToString();
}

/** An upload whose only part has been sent. */
async function sent(now?: () => Date): Promise<string> {
  const { id } = await createUpload(
    { sizeBytes: body.length, contentType: "text/csv" },
    { caller },
    {
      settings,
      ...uploads,
      ...(now && { now }),
    },
  );
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(body));
  const part = { number: 1, crc32: checksum.toString("base64") };
  const { parts } = await addressParts(id, { parts: [part] }, { ...settings, ...uploads, ...(now && { now }) });
  for (const { url, headers } of parts) expect((await fetch(url, { method: "PUT", headers, body })).status).toBe(200);
  return id;
}

/** What completes an upload; after so many of its calls the process is gone. */
function completing(announced: RawDataStored[], crashAfter = Number.POSITIVE_INFINITY): Completing & { calls: string[] } {
  const calls: string[] = [];
  const crashing =
    <Given extends unknown[], Answer>(name: string, call: (...given: Given) => Promise<Answer>) =>
    async (...given: Given): Promise<Answer> => {
      if (calls.length >= crashAfter) throw new Error("crashed");
      const answer = await call(...given);
      calls.push(name);
      if (calls.length >= crashAfter) throw new Error("crashed");
      return answer;
    };
  const { find, parts, join, joined, keepSubmission, replace } = uploads;
  return {
    calls,
    find: crashing("find", find),
    parts: crashing("parts", parts),
    join: crashing("join", join),
    joined: crashing("joined", joined),
    keepSubmission: crashing("keepSubmission", keepSubmission),
    announce: crashing("announce", async (submission) => void announced.push(announcementOf(submission))),
    replace: crashing("replace", replace),
    now: () => new Date(),
  };
}

const steps = ["find", "joined", "parts", "join", "joined", "keepSubmission", "announce", "replace"];

test("an upload is completed in these steps, and a second time in one", async () => {
  const id = await sent();
  const announced: RawDataStored[] = [];
  const first = completing(announced);
  const answer = await completeUpload(id, first);
  expect(first.calls).toEqual(steps);
  const second = completing(announced);
  expect(await completeUpload(id, second)).toEqual(answer);
  expect(second.calls).toEqual(["find"]);
  expect(announced).toHaveLength(1);
  expect(announced[0]?.data).toMatchObject({ submissionId: id, scores: { sizeBytes: body.length, contentType: "text/csv" } });
});

test("a submission belongs to who began the upload, and stands in their list", async () => {
  const id = await sent();
  await completeUpload(id, completing([]));
  expect(await uploads.find(id)).toMatchObject({ owner: caller.owner });
  expect(JSON.parse((await textOf(rawKeys.submission(id))) ?? "")).toMatchObject({ id, owner: caller.owner });
  expect(await textOf(ownedKey(caller.owner, id))).toBe("");
});

describe("a process that is gone after a step", () => {
  test.each(steps.map((step, index) => [index + 1, step] as const))("%d, %s: the repeated call gives one submission", async (count) => {
    const id = await sent();
    const announced: RawDataStored[] = [];
    await expect(completeUpload(id, completing(announced, count))).rejects.toThrow("crashed");
    const answer = await completeUpload(id, completing(announced));
    expect(await completeUpload(id, completing(announced))).toEqual(answer);
    expect(answer).toMatchObject({ id, status: "accepted", acceptedAt: announced[0]?.time });
    // It may be announced twice, where nobody can know that it was: then it is the same event, byte for byte.
    expect(announced).toHaveLength(steps[count - 1] === "announce" ? 2 : 1);
    expect(new Set(announced.map((event) => JSON.stringify(event))).size).toBe(1);
    expect(await textOf(ownedKey(caller.owner, id))).toBe("");
  });
});

test("calls at the same moment give the same answer and the same event", async () => {
  const id = await sent();
  const announced: RawDataStored[] = [];
  const answers = await Promise.all(Array.from({ length: 8 }, () => completeUpload(id, completing(announced))));
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(new Set(announced.map((event) => JSON.stringify(event))).size).toBe(1);
});

test("a completion and an abort at the same moment: one of them, never both", async () => {
  for (let round = 0; round < 10; round++) {
    const id = await sent();
    const announced: RawDataStored[] = [];
    const [completed, aborted] = await Promise.allSettled([completeUpload(id, completing(announced)), abortUpload(id, uploads)]);
    expect([completed.status, aborted.status].sort()).toEqual(["fulfilled", "rejected"]);
    const refused = completed.status === "rejected" ? completed.reason : aborted.status === "rejected" ? aborted.reason : undefined;
    expect(refused).toMatchObject({ code: completed.status === "rejected" ? "upload-aborted" : "upload-completed" });
    expect(announced).toHaveLength(completed.status === "fulfilled" ? 1 : 0);
    expect(await uploads.find(id)).toMatchObject({ state: completed.status === "fulfilled" ? "completed" : "aborted" });
  }
});

describe("when its time is over", () => {
  const longAgo = () => new Date(Date.now() - (settings.expiryHours + 1) * 3_600_000);

  test("an upload cannot be completed", async () => {
    const { id } = await createUpload({ sizeBytes: 10, contentType: "text/csv" }, { caller }, { settings, ...uploads, now: longAgo });
    await expect(completeUpload(id, completing([]))).rejects.toMatchObject({ code: "upload-expired", status: 410 });
  });

  test("one whose parts were joined in time is completed all the same", async () => {
    const id = await sent(longAgo);
    const joinedThen = completing([], 4);
    joinedThen.now = longAgo;
    await expect(completeUpload(id, joinedThen)).rejects.toThrow("crashed");
    expect(joinedThen.calls.at(-1)).toBe("join");
    expect(await completeUpload(id, completing([]))).toMatchObject({ id, status: "accepted" });
  });
});

test("where the parts are joined an abort comes too late, although nothing else is done yet", async () => {
  const id = await sent();
  await expect(completeUpload(id, completing([], steps.indexOf("join") + 1))).rejects.toThrow("crashed");
  await expect(abortUpload(id, uploads)).rejects.toMatchObject({ code: "upload-completed", status: 409 });
  expect(await completeUpload(id, completing([]))).toMatchObject({ id, status: "accepted" });
});

test("an abort that died before it wrote that down is an abort", async () => {
  const id = await sent();
  const crash = async () => {
    throw new Error("crashed");
  };
  await expect(abortUpload(id, { ...uploads, replace: crash })).rejects.toThrow("crashed");
  await expect(completeUpload(id, completing([]))).rejects.toMatchObject({ code: "upload-aborted" });
  await abortUpload(id, uploads);
  await abortUpload(id, uploads);
  expect(await uploads.find(id)).toMatchObject({ state: "aborted" });
});
