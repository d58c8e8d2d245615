import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  ListPartsCommand,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { beforeAll, expect, test } from "@jest/globals";
import { emulatorUnderTest, failureOf } from "../emulator-under-test.ts";

const { emulator, s3 } = await emulatorUnderTest();
const place = { Bucket: "parts", Key: "scores.csv" };

beforeAll(() => s3.send(new CreateBucketCommand({ Bucket: place.Bucket })));

async function opened(ChecksumAlgorithm?: "CRC32") {
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ ...place, ChecksumAlgorithm }));
  return { ...place, UploadId };
}

test("parts are listed by number, a page at a time; one that came twice is the second", async () => {
  const upload = await opened();
  for (const PartNumber of [7, 2, 10, 2]) await s3.send(new UploadPartCommand({ ...upload, PartNumber, Body: "x".repeat(PartNumber) }));
  await s3.send(new UploadPartCommand({ ...upload, PartNumber: 7, Body: "again" }));
  const first = await s3.send(new ListPartsCommand({ ...upload, MaxParts: 2 }));
  expect(first).toMatchObject({ IsTruncated: true, NextPartNumberMarker: "7", MaxParts: 2 });
  expect(first.Parts?.map(({ PartNumber, Size }) => [PartNumber, Size])).toEqual([
    [2, 2],
    [7, 5],
  ]);
  const second = await s3.send(new ListPartsCommand({ ...upload, PartNumberMarker: "7" }));
  expect(second.IsTruncated).toBe(false);
  expect(second.Parts?.map(({ PartNumber }) => PartNumber)).toEqual([10]);
});

test("where the upload has a checksum algorithm every part has to come with its checksum, and is listed with it", async () => {
  const upload = await opened("CRC32");
  const url = `${emulator.url}/${place.Bucket}/${place.Key}?partNumber=1&uploadId=${upload.UploadId}`;
  const bare = await fetch(url, { method: "PUT", body: "Quiz1,85\n" });
  expect([bare.status, await bare.text()]).toEqual([
    400,
    expect.stringContaining("expected checksum Type: crc32, actual checksum Type: null"),
  ]);
  await s3.send(new UploadPartCommand({ ...upload, PartNumber: 1, Body: "Quiz1,85\n", ChecksumAlgorithm: "CRC32" }));
  const { Parts, ChecksumAlgorithm } = await s3.send(new ListPartsCommand(upload));
  expect([ChecksumAlgorithm, Parts?.[0]?.ChecksumCRC32]).toEqual(["CRC32", expect.stringMatching(/^.{6}==$/)]);
});

test("and has to be named with its checksum when the upload is completed, with the right one", async () => {
  const upload = await opened("CRC32");
  const { ETag } = await s3.send(new UploadPartCommand({ ...upload, PartNumber: 1, Body: "Quiz1,85\n", ChecksumAlgorithm: "CRC32" }));
  const complete = (ChecksumCRC32?: string) =>
    s3.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts: [{ PartNumber: 1, ETag, ChecksumCRC32 }] } }));
  expect(await failureOf(complete())).toEqual({ name: "InvalidRequest", status: 400 });
  expect(await failureOf(complete("AAAAAA=="))).toEqual({ name: "InvalidPart", status: 400 });
  const { Parts } = await s3.send(new ListPartsCommand(upload));
  expect((await complete(Parts?.[0]?.ChecksumCRC32)).ETag).toMatch(/-1"$/);
});

test("404 NoSuchUpload: an upload that is over, or goes to another key", async () => {
  const upload = await opened();
  const gone = { name: "NoSuchUpload", status: 404 };
  expect(await failureOf(s3.send(new ListPartsCommand({ ...upload, Key: "other.csv" })))).toEqual(gone);
  await s3.send(new AbortMultipartUploadCommand(upload));
  expect(await failureOf(s3.send(new ListPartsCommand(upload)))).toEqual(gone);
});
