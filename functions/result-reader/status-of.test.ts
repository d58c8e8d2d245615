import { describe, expect, test } from "@jest/globals";
import type { Failure } from "../../generated/types/failure.d.ts";
import type { Rejection } from "../../generated/types/rejection.d.ts";
import type { Upload } from "../../generated/types/upload.d.ts";
import { writeSubmissionStatus } from "../../generated/validators/write-submission-status.js";
import failures from "../../schemas/examples/failure.json" with { type: "json" };
import rejections from "../../schemas/examples/rejection.json" with { type: "json" };
import submissions from "../../schemas/examples/submission.json" with { type: "json" };
import uploads from "../../schemas/examples/upload.json" with { type: "json" };
import { accept } from "../boundary/contract.ts";
import { type StatusSources, statusOf } from "./status-of.ts";

const id = "01a21000-7d3b-7b8e-9b59-0a5f6f0f6a11";
const acceptedAt = "2026-11-25T09:30:00.000Z";
const metadata = {
  "accepted-at": acceptedAt,
  "calculated-at": "2026-11-25T09:30:01.250Z",
  status: "partial",
  "quiz-count": "3",
  "score-count": "9",
  "missing-count": "1",
  "problem-count": "2",
  title: encodeURIComponent("Woche 7: Schleifen, 100 %"),
};
const rejection = rejections.valid[0]?.value as Rejection;
const failure = failures.valid[0]?.value as Failure;
const submission = submissions.valid[0]?.value;
const upload = { ...uploads.valid[0]?.value, id, expiresAt: "2026-11-27T09:30:00.000Z" } as Upload;

/** The status with what lies in S3, and which sources were asked. */
async function read(found: Partial<Record<keyof StatusSources, unknown>>, now = "2026-11-25T09:31:00.000Z") {
  const asked: string[] = [];
  const source = (name: keyof StatusSources, otherwise?: unknown) => async () => {
    asked.push(name);
    return found[name] ?? otherwise;
  };
  const names = ["statisticsMetadata", "rejection", "failure", "submission", "upload"] as const;
  const sources = Object.fromEntries(names.map((name) => [name, source(name)])) as unknown as StatusSources;
  const results = source("results", {}) as StatusSources["results"];
  const status = await statusOf(id, { ...sources, results, now: () => new Date(now) });
  accept("submission-status", writeSubmissionStatus, status);
  return { status, asked };
}

const at = (time: string) => new Date(`2026-11-25T09:${time}Z`);

describe("with statistics", () => {
  test("their metadata says it all, without the document", async () => {
    const { status, asked } = await read({ results: { statistics: at("30:01") }, statisticsMetadata: metadata });
    expect(asked).toEqual(["results", "statisticsMetadata"]);
    expect(status).toEqual({
      id,
      status: "calculated",
      partial: true,
      acceptedAt,
      title: "Woche 7: Schleifen, 100 %",
      timeline: [
        { status: "accepted", at: acceptedAt },
        { status: "calculated", at: "2026-11-25T09:30:01.250Z" },
      ],
      counts: { quizCount: 3, scoreCount: 9, missingCount: 1, problemCount: 2 },
      links: { self: `/submissions/${id}`, statistics: `/submissions/${id}/statistics`, problems: `/submissions/${id}/problems` },
    });
  });

  test("of a correction lead to the submission that it replaces", async () => {
    const replaces = "01a20ff0-2c11-7a5e-8f02-6b1de0a4c7d2";
    const results = { statistics: at("30:01") };
    const ways = [
      { results, statisticsMetadata: { ...metadata, replaces } },
      { results: { ...results, failure: at("30:09") }, statisticsMetadata: { ...metadata, replaces } },
      { results: { rejection: at("30:01") }, rejection: { ...rejection, replaces } },
      { submission: { ...submission, replaces } },
      { upload: { ...upload, replaces } },
    ];
    for (const way of ways) expect((await read(way)).status.links.replaces).toBe(`/submissions/${replaces}`);
  });

  test("when its mail is sent it is notified; the step does not come before the one that led to it, though S3 tells whole seconds", async () => {
    const { status } = await read({ results: { statistics: at("30:01"), notified: at("30:01") }, statisticsMetadata: metadata });
    expect(status.status).toBe("notified");
    expect(status.timeline.slice(1)).toEqual([
      { status: "calculated", at: "2026-11-25T09:30:01.250Z" },
      { status: "notified", at: "2026-11-25T09:30:01.250Z" },
    ]);
  });

  test("a notifier that gave up is told, with where the statistics are", async () => {
    const { status, asked } = await read({ results: { statistics: at("30:01"), failure: at("31:00") }, statisticsMetadata: metadata });
    expect(asked).toHaveLength(2);
    expect(status).toMatchObject({ status: "failed", counts: { quizCount: 3 }, links: { statistics: `/submissions/${id}/statistics` } });
    expect(status.reason).toEqual({ code: "not-notified", detail: expect.stringContaining(`GET /submissions/${id}/statistics`) });
    expect(status.timeline.at(-1)).toEqual({ status: "failed", at: "2026-11-25T09:31:00.000Z" });
  });

  test("missing scores that are suppressed are null, and no 0", async () => {
    const { "missing-count": _, ...suppressed } = metadata;
    const { status } = await read({ results: { statistics: at("30:01") }, statisticsMetadata: suppressed });
    expect(status.counts?.missingCount).toBeNull();
  });

  test("metadata that lacks something is a fault of ours, by name", async () => {
    const { "quiz-count": _, ...lacking } = metadata;
    await expect(read({ results: { statistics: at("30:01") }, statisticsMetadata: lacking })).rejects.toThrow('no metadata "quiz-count"');
  });
});

test("a rejection is told with the first thing that is wrong, and where all are", async () => {
  const { status, asked } = await read({ results: { rejection: at("30:02") }, rejection });
  expect(asked).toEqual(["results", "rejection"]);
  expect(status).toMatchObject({ status: "rejected", course: "CS-487", links: { problems: `/submissions/${id}/problems` } });
  expect(status.links.statistics).toBeUndefined();
  expect(status.reason).toEqual({
    code: "invalid-scores",
    detail:
      'The score lines cannot be read: 1 error. The first in line 2, cell 3: "abc" is not a number. A score is written like 85, 8.5 or -2. ' +
      `GET /submissions/${id}/problems names them; mend them and submit all lines again.`,
  });
});

test("score lines that are not the bytes that were declared are told as that, and of no line", async () => {
  const mismatch = {
    code: "checksum-mismatch",
    severity: "error",
    line: 1,
    column: null,
    byteOffset: null,
    cell: null,
    hint: "Send it again.",
  };
  const quality = { ...rejection.quality, problems: [mismatch, ...rejection.quality.problems] };
  const { status } = await read({ results: { rejection: at("30:02") }, rejection: { ...rejection, quality } });
  expect(status.reason).toEqual({ code: "checksum-mismatch", detail: "Send it again." });
});

test("what is wrong with the whole is of no line either", async () => {
  const none = {
    code: "no-scores",
    severity: "error",
    line: 1,
    column: null,
    byteOffset: null,
    cell: null,
    hint: "There is no score line.",
  };
  const quality = { ...rejection.quality, problems: [none] };
  const { status } = await read({ results: { rejection: at("30:02") }, rejection: { ...rejection, quality } });
  expect(status.reason?.detail).toMatch(/^The score lines cannot be read: 1 error\. The first: There is no score line\. GET /);
});

test("a failure is told with its code and with whom to ask", async () => {
  const { status, asked } = await read({ results: { failure: at("42:00") }, failure });
  expect(asked).toEqual(["results", "failure"]);
  expect(status).toMatchObject({ status: "failed", acceptedAt, links: { self: `/submissions/${id}` } });
  expect(status.timeline.at(-1)).toEqual({ status: "failed", at: "2026-11-25T09:42:00.000Z" });
  expect(status.reason).toEqual({ code: "retries-exhausted", detail: expect.stringContaining(id) });
});

test.each(["object-gone", "content-changed", "invalid-options"])("%s is mended by submitting again, and by no second try", async (code) => {
  const { status } = await read({ results: { failure: at("42:00") }, failure: { ...failure, code } });
  expect(status.reason?.detail).toContain("submit them again");
});

test("without a result it is accepted, and says what the submitter said", async () => {
  const { status, asked } = await read({ submission });
  expect(asked).toEqual(["results", "submission"]);
  expect(status).toEqual({
    id,
    status: "accepted",
    acceptedAt,
    title: "Week 7",
    course: "CS-487",
    timeline: [{ status: "accepted", at: acceptedAt }],
    links: { self: `/submissions/${id}` },
  });
});

test("without a result for too long it is overdue", async () => {
  const { status } = await read({ submission }, "2026-11-25T10:30:00.001Z");
  expect(status).toMatchObject({ status: "overdue", reason: { code: "overdue", detail: expect.stringContaining("60 minutes") } });
});

describe("an upload that is no submission yet", () => {
  test("is uploading", async () => {
    const { status, asked } = await read({ upload: { ...upload, state: "open" } });
    expect(asked).toEqual(["results", "submission", "upload"]);
    expect(status).toMatchObject({ status: "uploading", timeline: [] });
    expect(status.acceptedAt).toBeUndefined();
  });

  test("is expired when its time is over", async () => {
    const { status } = await read({ upload: { ...upload, state: "open" } }, "2026-11-27T09:30:00.001Z");
    expect(status).toMatchObject({ status: "expired", reason: { code: "upload-expired" } });
    expect(status.timeline).toEqual([{ status: "expired", at: upload.expiresAt }]);
  });

  test("is expired when it was given up", async () => {
    const endedAt = "2026-11-25T10:00:00.000Z";
    const { status } = await read({ upload: { ...upload, state: "aborted", endedAt } });
    expect(status).toMatchObject({ status: "expired", reason: { code: "upload-aborted" }, timeline: [{ status: "expired", at: endedAt }] });
  });
});

test.each<[string, Record<string, unknown>]>([
  ["nothing at all", {}],
  ["statistics that were deleted in the meantime", { results: { statistics: at("30:01") } }],
])("with %s there is no such submission, and the problem says where ids are", async (_what, found) => {
  await expect(read(found)).rejects.toMatchObject({ code: "not-found", message: expect.stringContaining("POST /submissions") });
});

test("a fault of S3 is no missing submission", async () => {
  const sources = { results: () => Promise.reject(new Error("S3 is down")) } as unknown as StatusSources;
  await expect(statusOf(id, sources)).rejects.toThrow("S3 is down");
});
