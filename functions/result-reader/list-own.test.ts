import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { v7 as uuidV7 } from "uuid";
import { writeSubmissionList } from "../../generated/validators/write-submission-list.js";
import type { Listed } from "../aws/find.ts";
import { ownedKey, resultKeys, submissionFolder } from "../aws/keys.ts";
import { accept } from "../boundary/contract.ts";
import { listOwn } from "./list-own.ts";

const start = Date.parse("2026-11-25T09:30:00.000Z");
const now = () => new Date(start + 60_000);

/** Buckets that list as S3 does, and count the requests. */
function buckets() {
  const keys = new Set<string>();
  const requests = { owned: 0, results: 0, resultsOf: 0 };
  const list = (prefix: string, after: string, atMost: number) => {
    const behind = [...keys].filter((key) => key.startsWith(prefix) && key > after).sort();
    const objects = behind.slice(0, atMost).map((key): Listed => ({ key, lastModified: new Date(start), sizeBytes: 0 }));
    return { objects, isTruncated: objects.length < behind.length };
  };
  const sources = {
    owned: async (owner: string, after: string, atMost: number) => {
      requests.owned += 1;
      return list(ownedKey(owner, "").slice(0, "owners/".length + 65), after, atMost);
    },
    results: async (after: string) => {
      requests.results += 1;
      return list("submissions/", after, 1_000);
    },
    resultsOf: async (id: string) => {
      requests.resultsOf += 1;
      return list(submissionFolder(id), "", 1_000).objects;
    },
    now,
  };
  /** A submission of an owner, with results. */
  const submit = (owner: string, msecs: number, ...results: (keyof typeof resultKeys)[]) => {
    const id = uuidV7({ msecs });
    keys.add(ownedKey(owner, id));
    for (const result of results) keys.add(resultKeys[result](id));
    return id;
  };
  const page = async (owner: string, query: { limit?: number; cursor?: string } = {}) =>
    accept("submission-list", writeSubmissionList, await listOwn(owner, query, sources));
  return { keys, requests, submit, page };
}

test("nothing submitted is an empty page, in one request", async () => {
  const { requests, page } = buckets();
  expect(await page("ada")).toEqual({ submissions: [], links: {} });
  expect(requests).toEqual({ owned: 1, results: 0, resultsOf: 0 });
});

test("a page tells one's own submissions and their states and nobody else's, the newest first, in two requests", async () => {
  const { requests, submit, page } = buckets();
  const oldest = submit("ada", start, "statistics", "notified");
  submit("grace", start + 1_000, "statistics");
  const newest = submit("ada", start + 2_000, "rejection");
  const { submissions, links } = await page("ada");
  expect(links).toEqual({});
  expect(submissions).toEqual([
    { id: newest, status: "rejected", acceptedAt: "2026-11-25T09:30:02.000Z", links: { self: `/submissions/${newest}` } },
    { id: oldest, status: "notified", acceptedAt: "2026-11-25T09:30:00.000Z", links: { self: `/submissions/${oldest}` } },
  ]);
  expect(requests).toEqual({ owned: 1, results: 1, resultsOf: 0 });
});

test("each submission behind a thousand results of others costs one request more, and has its state", async () => {
  const { requests, submit, page } = buckets();
  submit("ada", start, "statistics", "notified");
  for (let count = 1; count <= 1_200; count += 1) submit("grace", start + count, "statistics");
  submit("ada", start + 2_000, "statistics");
  expect((await page("ada")).submissions.map(({ status }) => status)).toEqual(["calculated", "notified"]);
  expect(requests).toEqual({ owned: 1, results: 1, resultsOf: 1 });
});

test("a submission in whose folder a listing of results ends is asked for again", async () => {
  const { requests, submit, page } = buckets();
  submit("ada", start, "statistics", "notified");
  for (let count = 1; count <= 998; count += 1) submit("grace", start + count, "statistics");
  submit("ada", start + 2_000, "statistics");
  // 1 of the newest, 998 of others: of the oldest one's two the listing has `notified` alone.
  expect((await page("ada")).submissions.map(({ status }) => status)).toEqual(["calculated", "notified"]);
  expect(requests.resultsOf).toBe(1);
});

test("paging visits each of one's own submissions exactly once, the newest first", async () => {
  const times = fc.array(fc.record({ at: fc.nat({ max: 500 }), owner: fc.constantFrom("ada", "grace") }), { maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(times, fc.integer({ min: 1, max: 12 }), async (sent, limit) => {
      const { submit, page } = buckets();
      const own = sent.flatMap(({ at, owner }) => {
        const id = submit(owner, start + at);
        return owner === "ada" ? [id] : [];
      });
      const visited: string[] = [];
      let query: { limit: number; cursor?: string } | undefined = { limit };
      for (let pages = 0; query; pages += 1) {
        expect(pages).toBeLessThan(100);
        const { submissions, links } = await page("ada", query);
        expect(submissions.length).toBeLessThanOrEqual(limit);
        visited.push(...submissions.map(({ id }) => id));
        const next = links.next === undefined ? undefined : new URL(links.next, "http://localhost").searchParams;
        query = next && { limit: Number(next.get("limit")), cursor: next.get("cursor") ?? "" };
      }
      expect(visited.toSorted()).toEqual(own.toSorted());
      const moments = visited.map((id) => id.slice(0, 13));
      expect(moments).toEqual(moments.toSorted().reverse());
    }),
  );
});
