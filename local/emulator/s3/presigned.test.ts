import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { emulatorUnderTest } from "../emulator-under-test.ts";

const { config, s3 } = await emulatorUnderTest();
const presigner = new S3Client({ ...config, forcePathStyle: true, requestChecksumCalculation: "WHEN_REQUIRED" });
const Bucket = "presigned";
/** A key whose name has to be encoded. */
const Key = "submissions/Übung 7 (a+b)/scores.csv";
const crc32 = "x-amz-checksum-crc32";
const body = "Quiz1,85,76,90\n";
const checksum = "7OkoyA==";

beforeAll(() => s3.send(new CreateBucketCommand({ Bucket })));
afterAll(() => presigner.destroy());

const putUrl = (signingDate = new Date()) =>
  getSignedUrl(presigner, new PutObjectCommand({ Bucket, Key, ContentLength: body.length, ChecksumCRC32: checksum }), {
    expiresIn: 60,
    signingDate,
    unhoistableHeaders: new Set([crc32]),
  });

async function put(url: string, headers: Record<string, string> = { [crc32]: checksum }, payload = body) {
  const answer = await fetch(url, { method: "PUT", headers, body: payload });
  return { status: answer.status, code: /<Code>(.*)<\/Code>/.exec(await answer.text())?.[1] };
}

test("what was signed is done", async () => {
  expect(await put(await putUrl())).toEqual({ status: 200, code: undefined });
  const url = await getSignedUrl(presigner, new GetObjectCommand({ Bucket, Key, ResponseContentType: "text/csv" }), { expiresIn: 60 });
  expect(await (await fetch(url)).text()).toBe(body);
});

test("a body of another size is refused: 403 SignatureDoesNotMatch", async () => {
  expect(await put(await putUrl(), { [crc32]: checksum }, `${body}Quiz2,1\n`)).toEqual({ status: 403, code: "SignatureDoesNotMatch" });
});

test("a body of the same size that is another is refused: 400 BadDigest", async () => {
  expect(await put(await putUrl(), { [crc32]: checksum }, body.replace("85", "95"))).toEqual({ status: 400, code: "BadDigest" });
});

test("a signed header that is missing, or another: 403 SignatureDoesNotMatch", async () => {
  expect(await put(await putUrl(), {})).toEqual({ status: 403, code: "SignatureDoesNotMatch" });
  expect(await put(await putUrl(), { [crc32]: "AAAAAA==" })).toEqual({ status: 403, code: "SignatureDoesNotMatch" });
});

test("a header that was not signed: 403 AccessDenied", async () => {
  expect(await put(await putUrl(), { [crc32]: checksum, "x-amz-meta-by": "another" })).toEqual({ status: 403, code: "AccessDenied" });
});

test.each([
  ["another key", (url: string) => url.replace("scores.csv", "other.csv")],
  ["another query", (url: string) => `${url}&partNumber=2`],
  ["another expiry", (url: string) => url.replace("X-Amz-Expires=60", "X-Amz-Expires=6000")],
])("%s: 403 SignatureDoesNotMatch", async (_what, change) => {
  expect(await put(change(await putUrl()).replace("&partNumber=2", "&x-id=Other"))).toEqual({ status: 403, code: "SignatureDoesNotMatch" });
});

test("a URL that has expired: 403 AccessDenied", async () => {
  expect(await put(await putUrl(new Date(Date.now() - 61_000)))).toEqual({ status: 403, code: "AccessDenied" });
});
