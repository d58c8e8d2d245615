// What `npm run contracts:publish` says when it cannot do what it is asked: what, where, what to do, an exit code, and no stack trace.
import { once } from "node:events";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { publishOptions } from "../../scripts/contracts/publish-options.ts";
import type { Folders } from "../../scripts/contracts/published-objects.ts";
import { foldersIn, pathOf, statistics } from "./publish-sets.ts";
import { pathsOf, publishUnderTest } from "./publish-under-test.ts";

const { emulator, first, folder, bucket, start, publishing, publishSet, writes } = await publishUnderTest();

describe("bad input", () => {
  test.each([
    [[], "--bucket is missing: the name of the S3 bucket to publish to."],
    [["--bucket"], "argument missing"],
    [["--bucket", "s3://schemas"], `--bucket takes a bucket's name and no more (3 to 63 of a-z, 0-9, "-" and "."), not "s3://schemas".`],
    [
      ["--bucket", "schemas", "--prefix", "a/../b"],
      `--prefix takes a path of letters, digits, "-", "_" and ".", like contracts/v1, not "a/../b".`,
    ],
    [["--bucket", "schemas", "--prefix", "a//b"], `not "a//b".`],
    [["--bucket", "schemas", "here"], "Unexpected argument 'here'"],
  ])("%j is told what is wrong", (args, message) => expect(() => publishOptions(args)).toThrow(message));

  test.each(["", "/", "a", "/a/", "a/b-1/c.d", "a/b/"])("the prefix %j is one", (prefix) =>
    expect(publishOptions(["--bucket", "schemas", "--prefix", prefix])).toMatchObject({ prefix: prefix.replace(/^\/|\/$/g, "") }),
  );

  test("an unknown option is told, and ends with 2", async () => {
    const { exitCode, output } = await start(["--bukket", "b"]).ended;
    expect(exitCode).toBe(2);
    expect(output).toBe("Unknown option '--bukket'\nnpm run contracts:publish -- --help lists the options.\n");
  });

  test("--help lists the options", async () => {
    const { exitCode, output } = await start(["--help"]).ended;
    expect(exitCode).toBe(0);
    expect(output).toContain("--dry-run");
  });

  const expectFailure = async (running: ReturnType<typeof publishSet>, ...messages: string[]) => {
    const { exitCode, output } = await running;
    for (const message of messages) expect(output).toContain(message);
    expect(output).not.toMatch(/^ +at /m);
    expect(exitCode).toBe(1);
    expect(writes()).toEqual([]);
  };

  test("a bucket that there is not", () =>
    expectFailure(
      publishSet(first, "--bucket", "nowhere"),
      `could not be read: there is no bucket "nowhere" at ${emulator.url}. Create it, or name another with --bucket.`,
    ));

  /** A server that takes connections and says nothing. */
  async function silentServer() {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    return { server, url: `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}` };
  }

  test("an endpoint that refuses the connection", async () => {
    const { server, url } = await silentServer();
    server.close();
    await once(server, "close");
    await expectFailure(
      publishing(first, [], { AWS_ENDPOINT_URL: url }).ended,
      `${url} cannot be reached (ECONNREFUSED). Check the network, AWS_REGION and AWS_ENDPOINT_URL`,
    );
  });

  test("an endpoint that never answers is not waited for without end", async () => {
    const { server, url } = await silentServer();
    try {
      const { ended } = publishing(first, [], { AWS_ENDPOINT_URL: url, AWS_MAX_ATTEMPTS: "1" });
      await expectFailure(ended, `${url} cannot be reached (no answer in time).`);
    } finally {
      server.close();
    }
  });

  test.each([
    [{ AWS_ENDPOINT_URL: "localhost" }, 'AWS_ENDPOINT_URL is no address: "localhost". Write it as http://host:port'],
    [{ AWS_REGION: "" }, "Set AWS_REGION to the region that the bucket is in."],
    [{ AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "" }, "no AWS credentials"],
  ])("an environment with %j", (environment, message) => expectFailure(publishing(first, [], environment).ended, message));

  test.each([
    [403, "AccessDenied", "These credentials need s3:GetObject and s3:PutObject on the objects, and s3:ListBucket"],
    [403, "SignatureDoesNotMatch", "the credentials are not good"],
    [301, "PermanentRedirect", "is in another region. Set AWS_REGION"],
    [503, "SlowDown", "Run it again"],
  ])("%i %s from S3 while reading", async (status, code, message) => {
    emulator.faults.add({ service: "s3", operation: "GetObject", failure: { status, code } });
    await expectFailure(publishSet(first), `s3://${bucket()}/`, "could not be read: ", message);
  });

  test("a write that S3 refuses: what, why, how far it came", async () => {
    emulator.faults.add({ service: "s3", operation: "PutObject", failure: { status: 403, code: "AccessDenied" } });
    const { exitCode, output } = await publishSet(first);
    expect(exitCode).toBe(1);
    expect(output).toContain("schema.json could not be written: ");
    expect(output).toContain(`0 of ${(await pathsOf(first)).length} objects were written before that; the next run goes on from there.`);
  });

  const changed = async (change: (folders: Folders) => Promise<unknown>) => {
    const copy = await mkdtemp(join(folder, "changed-"));
    await cp(dirname(first.released), copy, { recursive: true });
    const folders = foldersIn(copy);
    await change(folders);
    return folders;
  };

  test.each<[string, (folders: Folders) => Promise<unknown>, string[]]>([
    ["no release", ({ released }) => rm(released, { recursive: true }), ["holds no release", "npm run contracts:release"]],
    [
      "a released file that was changed",
      ({ released }) => writeFile(join(released, pathOf(statistics)), statistics.text.replace("Statistics", "Figures")),
      [`${pathOf(statistics)}: Its SHA-256 is `, "SHA256SUMS says", "restore it", "Nothing was published."],
    ],
    [
      "a released file that was deleted",
      ({ released }) => rm(join(released, pathOf(statistics))),
      [`${pathOf(statistics)}: SHA256SUMS lists it, and it is gone.`],
    ],
    ["no checksums", ({ released }) => rm(join(released, "SHA256SUMS")), ["SHA256SUMS does not list it."]],
    ["no OpenAPI", ({ generated }) => rm(join(generated, "openapi.json")), ["openapi.json cannot be read. Write it: npm run generate"]],
    [
      "another file for an index",
      ({ generated }) => writeFile(join(generated, "index.json"), "{}"),
      ["index.json is no index of contracts. Write it: npm run generate"],
    ],
    ["no pages", ({ docs }) => rm(docs, { recursive: true }), ["index.html is missing. Write the pages: npm run docs"]],
  ])("%s", async (_what, change, messages) => expectFailure(publishSet(await changed(change)), ...messages));

  test("no pages is a note in a dry run", async () => {
    const folders = await changed(({ docs }) => rm(docs, { recursive: true }));
    const { exitCode, output } = await publishSet(folders, "--dry-run");
    expect(exitCode).toBe(0);
    expect(output).toMatch(/Note: .*index\.html is missing\. Write the pages: npm run docs\n$/);
  });
});
