import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { v7 as uuidV7 } from "uuid";
import { writeSubmissionList } from "../../generated/validators/write-submission-list.js";
import type { Listing } from "../aws/find.ts";
import { rawKeys, resultKeys } from "../aws/keys.ts";
import { accept } from "../boundary/contract.ts";
import { listSubmissions } from "./list-submissions.ts";

const start = Date.parse("2026-11-25T09:30:00.000Z");
const now = () => new Date(start + 60_000);

/** A bucket that lists as S3 does, and counts the requests. */
class Bucket {
  readonly objects = new Map<string, Date>();
  requests = 0;

  put(...keys: string[]): void {
    for (const key of keys) this.objects.set(key, new Date(start));
  }

  list = async (after: string, atMost: number): Promise<Listing> => {
    this.requests += 1;
    const behind = [...this.objects].filter(([key]) => key > after).sort(([one], [other]) => (one < other ? -1 : 1));
    const objects = behind.slice(0, Math.min(atMost, 1_000)).map(([key, lastModified]) => ({ key, lastModified, sizeBytes: 0 }));
    return { objects, isTruncated: objects.length < behind.length };
  };
}

function buckets() {
  const [raw, results] = [new Bucket(), new Bucket()];
  const page = async (query: { limit?: number; cursor?: string } = {}) =>
    accept("submission-list", writeSubmissionList, await listSubmissions(query, { raw: raw.list, results: results.list, now }));
  const submit = (msecs = start) => {
    const id = uuidV7({ msecs });
    raw.put(rawKeys.scores(id), rawKeys.submission(id));
    return id;
  };
  return { raw, results, page, submit };
}

/** What `links.next` asks for. */
function queryOf(next: string) {
  const { searchParams } = new URL(next, "http://localhost");
  return { limit: Number(searchParams.get("limit")), cursor: searchParams.get("cursor") ?? "" };
}

test("nothing submitted is an empty page", async () => {
  const { page } = buckets();
  expect(await page()).toEqual({ submissions: [], links: {} });
});

test("a page tells each submission's state, in two requests", async () => {
  const { raw, results, page, submit } = buckets();
  const [accepted, calculated, rejected, notified] = [40, 30, 20, 10].map((seconds) => submit(start + seconds * 1_000));
  results.put(resultKeys.statistics(calculated ?? ""), resultKeys.rejection(rejected ?? ""));
  results.put(resultKeys.statistics(notified ?? ""), resultKeys.notified(notified ?? ""));
  const { submissions, links } = await page();
  expect(links).toEqual({});
  expect(submissions.map(({ id, status }) => [id, status])).toEqual([
    [accepted, "accepted"],
    [calculated, "calculated"],
    [rejected, "rejected"],
    [notified, "notified"],
  ]);
  expect(submissions[0]).toEqual({
    id: accepted,
    status: "accepted",
    acceptedAt: "2026-11-25T09:30:40.000Z",
    links: { self: `/submissions/${accepted}` },
  });
  expect([raw.requests, results.requests]).toEqual([1, 1]);
});

test("twenty a page when nothing is said, and the rest on the next", async () => {
  const { page, submit } = buckets();
  for (let count = 0; count < 20; count += 1) submit(start + count);
  expect((await page()).links).toEqual({});
  submit(start + 20);
  const first = await page();
  expect(first.submissions).toHaveLength(20);
  const second = await page(queryOf(first.links.next ?? ""));
  expect(second.submissions).toHaveLength(1);
  expect(second.links).toEqual({});
});

test("score lines without a submission are none: not stored to the end, or an upload in parts", async () => {
  const { raw, page, submit } = buckets();
  const id = submit();
  raw.put(rawKeys.scores(uuidV7({ msecs: start + 1 })), rawKeys.upload(uuidV7({ msecs: start + 2 })));
  expect((await page()).submissions.map((one) => one.id)).toEqual([id]);
});

test("results whose score lines have been deleted cost a request, and hide nobody's state", async () => {
  const { results, page, submit } = buckets();
  const [newest, oldest] = [submit(start + 999), submit(start)];
  for (let msecs = start + 1; msecs < start + 100; msecs += 1) results.put(resultKeys.statistics(uuidV7({ msecs })));
  results.put(resultKeys.statistics(newest), resultKeys.rejection(oldest));
  expect((await page()).submissions.map(({ status }) => status)).toEqual(["calculated", "rejected"]);
});

test("the largest page of submissions that have everything takes two requests", async () => {
  const { raw, results, page, submit } = buckets();
  for (let count = 0; count < 150; count += 1) {
    const id = submit(start + count);
    raw.put(rawKeys.upload(id));
    results.put(...Object.values(resultKeys).map((key) => key(id)));
  }
  const { submissions } = await page({ limit: 100 });
  expect(submissions).toHaveLength(100);
  expect([raw.requests, results.requests]).toEqual([1, 1]);
});

test("paging visits every submission exactly once and the newest first, also while new ones arrive and others get results", async () => {
  const times = fc.array(fc.nat({ max: 500 }), { maxLength: 60 });
  const arrivals = fc.infiniteStream(fc.record({ count: fc.nat({ max: 3 }), orphans: fc.nat({ max: 2 }) }));
  await fc.assert(
    fc.asyncProperty(times, fc.integer({ min: 1, max: 12 }), fc.boolean(), arrivals, async (msecs, limit, isUploaded, arriving) => {
      const { raw, results, page, submit } = buckets();
      const there = msecs.map((at) => submit(start + at));
      for (const at of msecs.filter((at) => at % 3 === 0)) raw.put(rawKeys.scores(uuidV7({ msecs: start + at })));
      for (const id of isUploaded ? there : []) raw.put(rawKeys.upload(id));
      const visited: string[] = [];
      let query: { limit: number; cursor?: string } | undefined = { limit };
      for (let pages = 0; query; pages += 1) {
        expect(pages).toBeLessThan(200);
        const { submissions, links } = await page(query);
        expect(submissions.length).toBeLessThanOrEqual(limit);
        visited.push(...submissions.map(({ id }) => id));
        const { count = 0, orphans = 0 } = arriving.next().value ?? {};
        for (let one = 0; one < count; one += 1) submit(start + 1_000 + one);
        for (let one = 0; one < orphans; one += 1) raw.put(rawKeys.scores(uuidV7({ msecs: start + 1_000 })));
        for (const id of visited.slice(-count)) results.put(resultKeys.statistics(id));
        query = links.next === undefined ? undefined : queryOf(links.next);
      }
      expect(visited.toSorted()).toEqual(there.toSorted());
      const seconds = visited.map((id) => id.slice(0, 13));
      expect(seconds).toEqual(seconds.toSorted().reverse());
    }),
  );
});
