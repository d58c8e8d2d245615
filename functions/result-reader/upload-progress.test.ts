import { expect, test } from "@jest/globals";
import type { Upload } from "../../generated/types/upload.d.ts";
import { type UploadSources, uploadProgress } from "./upload-progress.ts";

const id = "01a21000-7d3b-7b8e-9b59-0a5f6f0f6a11";
const record: Upload = {
  $schema: "https://schemas.scoreline.dev/upload/1.0.0.schema.json",
  id,
  state: "open",
  createdAt: "2026-11-25T09:30:00.000Z",
  expiresAt: "2026-11-27T09:30:00.000Z",
  sizeBytes: 2500,
  partSizeBytes: 1000,
  partCount: 3,
  contentType: "text/csv",
  options: {},
  multipartId: "abc",
};
const part = (number: number, sizeBytes: number) => ({ number, sizeBytes, etag: `"${number}"`, crc32: "DUoRhQ==" });

/** What is told, and which questions it took. */
async function told(sources: { upload?: Upload; parts?: ReturnType<typeof part>[]; isJoined?: boolean; now?: string }) {
  const asked: string[] = [];
  const answer =
    <Answer>(question: string, value: Answer) =>
    async () => {
      asked.push(question);
      return value;
    };
  const all: UploadSources = {
    upload: answer("upload", sources.upload),
    parts: answer("parts", sources.parts),
    isJoined: answer("joined", sources.isJoined ?? false),
    now: () => new Date(sources.now ?? "2026-11-26T09:30:00.000Z"),
  };
  const { state, parts, missing, endedAt } = await uploadProgress(id, all);
  return { state, parts, missing, endedAt, asked };
}

test("of an open upload the parts are told, and which are missing or of a wrong size", async () => {
  const parts = [part(1, 999), part(3, 500)];
  expect(await told({ upload: record, parts })).toMatchObject({ state: "open", parts, missing: [1, 2], asked: ["upload", "parts"] });
});

test.each(["completed", "aborted"] as const)("one that is %s is told by its record, in one request", async (state) => {
  const endedAt = "2026-11-25T10:30:00.000Z";
  expect(await told({ upload: { ...record, state, endedAt } })).toEqual({ state, parts: [], missing: [], endedAt, asked: ["upload"] });
});

test("one whose parts were joined, by somebody who did not come to finish, is to be completed again", async () => {
  expect(await told({ upload: record, isJoined: true })).toMatchObject({ state: "completing", parts: [], missing: [] });
  expect(await told({ upload: record, isJoined: true, now: "2026-12-26T09:30:00.000Z" })).toMatchObject({ state: "completing" });
});

test("one whose parts are gone was given up before its time was over, and has expired after", async () => {
  expect(await told({ upload: record })).toMatchObject({ state: "aborted" });
  expect(await told({ upload: record, now: "2026-11-27T09:30:00.001Z" })).toMatchObject({ state: "expired", asked: ["upload", "joined"] });
});

test("after its time parts count for nothing, although the bucket has not thrown them away yet", async () => {
  expect(await told({ upload: record, parts: [part(1, 1000)], now: "2026-11-27T09:30:00.001Z" })).toMatchObject({
    state: "expired",
    parts: [],
  });
});

test("one that there is not is a 404", async () => {
  await expect(told({})).rejects.toMatchObject({ status: 404 });
});
