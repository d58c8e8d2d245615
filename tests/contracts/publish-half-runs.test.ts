// Runs of `npm run contracts:publish` that end half-way, meet another's, or are told to try again. Where a run has to end between two writes, its
// function runs, against the same S3.
import { describe, expect, test } from "@jest/globals";
import type { Fault } from "../../local/emulator/faults.ts";
import { type Bucket, bucketOf } from "../../scripts/contracts/publish-bucket.ts";
import { publish } from "../../scripts/contracts/publish-objects.ts";
import type { Folders } from "../../scripts/contracts/published-objects.ts";
import { aliasOf, current, pathOf, problem, statistics } from "./publish-sets.ts";
import { objectsOf, pathsOf, publishUnderTest } from "./publish-under-test.ts";

const { emulator, s3, first, second, third, bucket, newBucket, publishing, publishSet, writes, expectPublished } = await publishUnderTest();

describe("half a run", () => {
  const inProcess = async (folders: Folders, change: (real: Bucket) => Partial<Bucket> = () => ({})) => {
    const real = bucketOf(s3, bucket(), "");
    return publish(await objectsOf(folders), { ...real, ...change(real) }, { dryRun: false, say: () => {} });
  };
  const failAt = (path: string, fault: Pick<Fault, "times" | "failure"> = {}) =>
    emulator.faults.add({ service: "s3", operation: "PutObject", match: ({ resource }) => resource === `${bucket()}/${path}`, ...fault });

  test.each([{ status: 503, code: "SlowDown" }, "drop", "drop-answer"] as const)(
    "can end at any write (%j) and be repeated; nothing is written twice",
    async (failure) => {
      const paths = await pathsOf(first);
      for (const [index, path] of paths.entries()) {
        await newBucket();
        failAt(path, { times: 1, failure });
        await expect(inProcess(first)).rejects.toThrow(
          `${index} of ${paths.length} objects were written before that; the next run goes on`,
        );
        const written = failure === "drop-answer" ? paths.slice(0, index + 1) : paths.slice(0, index);
        expect(writes()).toEqual(paths.slice(0, index + 1));
        emulator.requests.clear();
        await inProcess(first);
        expect([path, writes()]).toEqual([path, paths.slice(written.length)]);
        await expectPublished(first);
      }
    },
  );

  test("a process killed in the middle is one too", async () => {
    const asked = emulator.requests.next(({ resource, operation }) => operation === "PutObject" && resource.endsWith(aliasOf(statistics)));
    const mend = failAt(aliasOf(statistics));
    const { child, ended } = publishing(first);
    await asked;
    child.kill("SIGKILL");
    await ended;
    mend();
    const written = writes().filter((path) => path !== aliasOf(statistics));
    expect(written.length).toBeGreaterThanOrEqual(current.length);
    emulator.requests.clear();
    expect(await publishSet(first)).toMatchObject({ exitCode: 0 });
    expect(writes().filter((path) => written.includes(path))).toEqual([]);
    await expectPublished(first);
  });

  test("a write whose answer was lost is found to be done, by the same run", async () => {
    failAt(pathOf(problem), { times: 1, failure: "drop-answer" });
    const { exitCode, output } = await publishSet(first);
    expect(exitCode).toBe(0);
    expect(output).toContain(`same     ${pathOf(problem)}\n`);
    await expectPublished(first);
  });

  test("a write that S3 answers with 409, as another is under way, is tried again", async () => {
    emulator.faults.add({
      service: "s3",
      operation: "PutObject",
      times: 3,
      failure: { status: 409, code: "ConditionalRequestConflict" },
    });
    expect(await publishSet(first)).toMatchObject({ exitCode: 0 });
    await expectPublished(first);
  });

  test("of two publishers of the same set at the same time both end well", async () => {
    const both = await Promise.all([publishSet(first), publishSet(first)]);
    expect(both.map(({ exitCode, output }) => [exitCode, output])).toEqual([
      [0, expect.stringContaining("the same.")],
      [0, expect.stringContaining("the same.")],
    ]);
    await expectPublished(first);
  });

  test.each([aliasOf(statistics), "SHA256SUMS", "index.json"])(
    "a publisher that another, with more releases, overtakes just before it writes %s takes nothing back",
    async (path) => {
      await inProcess(first);
      let overtaken = false;
      const slower = inProcess(second, (real) => ({
        write: async (object, over) => {
          if (object.path === path && !overtaken) {
            overtaken = true;
            await inProcess(third);
          }
          return real.write(object, over);
        },
      }));
      await expect(slower).rejects.toThrow(path);
      await expectPublished(third);
    },
  );
});
