// S3 for a test of what functions do with it: the emulator, a bucket, and the environment that the functions' own client is made from.
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { emulatorClient } from "../resources.ts";
import { type Emulator, startEmulator } from "./emulator.ts";

export interface BucketUnderTest {
  emulator: Emulator;
  /** The test's own client. */
  s3: S3Client;
  stop(): Promise<void>;
}

/** Modules that make a client must be imported after this: they read the environment as they are loaded. */
export async function bucketUnderTest(bucket: string): Promise<BucketUnderTest> {
  const emulator = await startEmulator({});
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: emulator.url,
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: "local",
    AWS_SECRET_ACCESS_KEY: "local",
  });
  const s3 = new S3Client({ ...emulatorClient(emulator.url), forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket: bucket }));
  return {
    emulator,
    s3,
    stop: async () => {
      s3.destroy();
      await emulator.stop();
    },
  };
}
