// An emulator and the SDK's clients for one test file; all of it stops when the file's tests are over, failed ones too.
import { S3Client } from "@aws-sdk/client-s3";
import { SNSClient } from "@aws-sdk/client-sns";
import { SQSClient } from "@aws-sdk/client-sqs";
import { afterAll } from "@jest/globals";
import { type EmulatorOptions, startEmulator } from "./emulator.ts";
import type { Mail } from "./mail.ts";

export async function emulatorUnderTest(options: Pick<EmulatorOptions, "timeScale"> = {}) {
  const mails: Mail[] = [];
  const emulator = await startEmulator({ ...options, deliver: (mail) => mails.push(mail) });
  const config = {
    endpoint: emulator.url,
    region: "us-east-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
    maxAttempts: 1,
  };
  const s3 = new S3Client({ ...config, forcePathStyle: true });
  const sqs = new SQSClient(config);
  const sns = new SNSClient(config);
  afterAll(async () => {
    for (const client of [s3, sqs, sns]) client.destroy();
    await emulator.stop();
  });
  return { emulator, config, s3, sqs, sns, mails };
}

/** The error that a call is expected to fail with: its name, and the status of the answer. */
export async function failureOf(call: Promise<unknown>): Promise<{ name: string; status: number | undefined }> {
  const [outcome] = await Promise.allSettled([call]);
  if (outcome.status === "fulfilled") throw new Error("The call succeeded.");
  const { name, $metadata } = Object(outcome.reason);
  return { name, status: $metadata?.httpStatusCode };
}
