// `npm run contracts:publish`: uploads the released contracts, their documents and pages to S3, from where anyone can fetch a schema by the path of
// its `$id`. Exit code 2 for a wrong command line, 1 for anything else that fails.
import { S3Client } from "@aws-sdk/client-s3";
import { bucketOf } from "./publish-bucket.ts";
import { publish } from "./publish-objects.ts";
import { type PublishCommand, publishOptions, usage } from "./publish-options.ts";
import { publishedObjects } from "./published-objects.ts";

/** Idle for this long, S3 is not there. The SDK tries three times. */
const requestHandler = { connectionTimeout: 3_000, socketTimeout: 5_000 };

async function run({ bucket: name, prefix, dryRun, folders }: PublishCommand): Promise<void> {
  const { objects, missing, notes } = await publishedObjects(folders);
  if (missing.length > 0 && !dryRun) throw new Error(missing.join("\n"));

  const s3 = new S3Client({ requestHandler });
  try {
    const bucket = bucketOf(s3, name, prefix);
    const { written, same } = await publish(objects, bucket, { dryRun, say: console.log });
    console.log(`${bucket.address("")}: ${written} ${dryRun ? "to write" : "written"}, ${same} the same.`);
    for (const note of [...missing, ...notes]) console.log(`Note: ${note}`);
  } finally {
    s3.destroy();
  }
}

function fail(error: unknown, exitCode: number): void {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = exitCode;
}

function options(): PublishCommand | "help" | undefined {
  try {
    return publishOptions(process.argv.slice(2));
  } catch (error) {
    fail(error, 2);
    console.error("npm run contracts:publish -- --help lists the options.");
  }
  return undefined;
}

const command = options();
if (command === "help") console.log(usage);
else if (command !== undefined) await run(command).catch((error) => fail(error, 1));
