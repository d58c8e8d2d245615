import {
  AbortMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  DeleteObjectTaggingCommand,
  GetBucketLocationCommand,
  GetBucketVersioningCommand,
  GetObjectAttributesCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  PutBucketCorsCommand,
  PutBucketPolicyCommand,
  PutObjectAclCommand,
  PutObjectCommand,
  PutObjectLegalHoldCommand,
  PutObjectRetentionCommand,
  PutObjectTaggingCommand,
  RestoreObjectCommand,
  type S3Client,
  SelectObjectContentCommand,
} from "@aws-sdk/client-s3";
import { beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { emulatorUnderTest, failureOf } from "../emulator-under-test.ts";

const { emulator, s3 } = await emulatorUnderTest();
const Bucket = "sub-resources";
const object = { Bucket, Key: "scores.csv" };
const body = "Quiz1,85,76,90";
const read = async () => (await s3.send(new GetObjectCommand(object))).Body?.transformToString();

beforeAll(() => s3.send(new CreateBucketCommand({ Bucket })));
beforeEach(() => s3.send(new PutObjectCommand({ ...object, Body: body })));

const Tagging = { TagSet: [{ Key: "course", Value: "Biology" }] };
const unknown: Record<string, (client: S3Client) => Promise<unknown>> = {
  PutObjectTagging: (client) => client.send(new PutObjectTaggingCommand({ ...object, Tagging })),
  DeleteObjectTagging: (client) => client.send(new DeleteObjectTaggingCommand(object)),
  PutObjectAcl: (client) => client.send(new PutObjectAclCommand({ ...object, ACL: "private" })),
  PutObjectRetention: (client) => client.send(new PutObjectRetentionCommand({ ...object, Retention: { Mode: "GOVERNANCE" } })),
  PutObjectLegalHold: (client) => client.send(new PutObjectLegalHoldCommand({ ...object, LegalHold: { Status: "ON" } })),
  RestoreObject: (client) => client.send(new RestoreObjectCommand({ ...object, RestoreRequest: { Days: 1 } })),
  SelectObjectContent: (client) =>
    client.send(
      new SelectObjectContentCommand({
        ...object,
        Expression: "SELECT * FROM s3object",
        ExpressionType: "SQL",
        InputSerialization: { CSV: {} },
        OutputSerialization: { CSV: {} },
      }),
    ),
  "DeleteObject of a version": (client) => client.send(new DeleteObjectCommand({ ...object, VersionId: "x" })),
  "DeleteObject with If-Match": (client) => client.send(new DeleteObjectCommand({ ...object, IfMatch: '"x"' })),
  "PutObject with tags": (client) => client.send(new PutObjectCommand({ ...object, Body: "x", Tagging: "course=Biology" })),
  "PutObject at an offset": (client) => client.send(new PutObjectCommand({ ...object, Body: "x", WriteOffsetBytes: 3 })),
  ListMultipartUploads: (client) => client.send(new ListMultipartUploadsCommand({ Bucket })),
  GetBucketLocation: (client) => client.send(new GetBucketLocationCommand({ Bucket })),
  GetBucketVersioning: (client) => client.send(new GetBucketVersioningCommand({ Bucket })),
  PutBucketPolicy: (client) => client.send(new PutBucketPolicyCommand({ Bucket, Policy: "{}" })),
  PutBucketCors: (client) =>
    client.send(
      new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules: [{ AllowedMethods: ["PUT"], AllowedOrigins: ["*"] }] } }),
    ),
};

describe("an operation that fauxqs does not know is 501 NotImplemented and leaves the object", () => {
  test.each(Object.entries(unknown))("%s", async (_name, call) => {
    expect(await failureOf(call(s3))).toEqual({ name: "NotImplemented", status: 501 });
    expect(await read()).toBe(body);
  });

  test.each(["PUT", "POST", "DELETE", "GET"])("%s of a sub-resource that nobody knows", async (method) => {
    const answer = await fetch(`${emulator.url}/${Bucket}/scores.csv?brand-new`, { method, ...(method === "PUT" && { body: "<New/>" }) });
    expect(answer.status).toBe(501);
    expect(await answer.text()).toContain("<Code>NotImplemented</Code>");
    expect(await read()).toBe(body);
  });
});

describe("an operation that fauxqs knows passes", () => {
  test("GetObject with headers for its answer, which are obeyed", async () => {
    const { ContentDisposition, ContentType } = await s3.send(
      new GetObjectCommand({ ...object, ResponseContentDisposition: 'attachment; filename="scores.csv"', ResponseContentType: "text/csv" }),
    );
    expect([ContentDisposition, ContentType]).toEqual(['attachment; filename="scores.csv"', "text/csv"]);
  });

  test("HeadObject, GetObjectAttributes, DeleteObjects, and an upload begun and aborted", async () => {
    expect(await s3.send(new HeadObjectCommand(object))).toMatchObject({ ContentLength: body.length });
    expect(await s3.send(new GetObjectAttributesCommand({ ...object, ObjectAttributes: ["ObjectSize"] }))).toMatchObject({
      ObjectSize: body.length,
    });
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand(object));
    await s3.send(new AbortMultipartUploadCommand({ ...object, UploadId }));
    await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: object.Key }] } }));
    expect(await failureOf(s3.send(new GetObjectCommand(object)))).toEqual({ name: "NoSuchKey", status: 404 });
  });
});
