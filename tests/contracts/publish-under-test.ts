// `npm run contracts:publish` for one test file: its real process, an emulator, a new bucket for each test; all of it is gone when the file's tests
// are over, failed ones too.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateBucketCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { afterAll, beforeEach, expect } from "@jest/globals";
import { emulatorUnderTest } from "../../local/emulator/emulator-under-test.ts";
import type { PublishedObject } from "../../scripts/contracts/publish-objects.ts";
import { type Folders, publishedObjects } from "../../scripts/contracts/published-objects.ts";
import { writeSets } from "./publish-sets.ts";

const command = join(import.meta.dirname, "../../scripts/contracts/publish.ts");

export async function publishUnderTest() {
  const { emulator, s3 } = await emulatorUnderTest();
  const folder = await mkdtemp(join(tmpdir(), "scoreline-publish-"));
  afterAll(() => rm(folder, { recursive: true }));
  const sets = await writeSets(folder);

  let bucket = "";
  let buckets = 0;
  async function newBucket(): Promise<void> {
    bucket = `schemas-${++buckets}`;
    await s3.send(new CreateBucketCommand({ Bucket: bucket }));
    emulator.requests.clear();
  }
  beforeEach(async () => {
    emulator.faults.clear();
    await newBucket();
  });

  /** Starts the process. `ended` says how it ended, and what it printed on both streams. */
  function start(args: string[], environment: Record<string, string> = {}) {
    const env = {
      PATH: process.env.PATH,
      AWS_ENDPOINT_URL: emulator.url,
      AWS_REGION: "us-east-1",
      AWS_ACCESS_KEY_ID: "local",
      AWS_SECRET_ACCESS_KEY: "local",
      AWS_EC2_METADATA_DISABLED: "true",
      ...environment,
    };
    const child = spawn(process.execPath, [command, ...args], { env, cwd: folder });
    const printed: string[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => printed.push(String(chunk)));
    const ended = once(child, "close").then(([exitCode]) => ({ exitCode: exitCode as number | null, output: printed.join("") }));
    return { child, ended };
  }

  const publishing = ({ released, generated, docs }: Folders, more: string[] = [], environment: Record<string, string> = {}) =>
    start(["--bucket", bucket, "--released", released, "--generated", generated, "--docs", docs, ...more], environment);

  /** A plain request, as anyone can make it. */
  async function get(path: string) {
    const answer = await fetch(`${emulator.url}/${bucket}/${path}`);
    const { headers, status } = answer;
    return { status, text: await answer.text(), contentType: headers.get("content-type"), cacheControl: headers.get("cache-control") };
  }

  return {
    ...sets,
    emulator,
    s3,
    folder,
    newBucket,
    bucket: () => bucket,
    start,
    publishing,
    /** Publishes, and waits for the end. */
    publishSet: (folders: Folders, ...more: string[]) => publishing(folders, more).ended,
    get,
    put: (Key: string, Body: string, headers: { ContentType?: string } = {}) =>
      s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body, ...headers })),
    /** The paths that were asked to be written since the bucket was made or `emulator.requests` was cleared, in that order. */
    writes: () =>
      emulator.requests.all.filter(({ operation }) => operation === "PutObject").map(({ resource }) => resource.slice(`${bucket}/`.length)),
    /** All of a set lies in the bucket, byte for byte. */
    async expectPublished(folders: Folders): Promise<void> {
      for (const { path, body } of await objectsOf(folders))
        expect([path, (await get(path)).text]).toEqual([path, Buffer.from(body).toString()]);
    },
  };
}

const objects = new Map<Folders, Promise<PublishedObject[]>>();

/** What a set consists of, in the order in which it is published; the set's files may not change. */
export function objectsOf(folders: Folders): Promise<PublishedObject[]> {
  const known = objects.get(folders) ?? publishedObjects(folders).then((publication) => publication.objects);
  objects.set(folders, known);
  return known;
}

export async function pathsOf(folders: Folders): Promise<string[]> {
  return (await objectsOf(folders)).map(({ path }) => path);
}
