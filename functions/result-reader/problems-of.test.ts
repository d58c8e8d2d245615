import { expect, test } from "@jest/globals";
import rejections from "../../schemas/examples/rejection.json" with { type: "json" };
import statistics from "../../schemas/examples/statistics.json" with { type: "json" };
import { Problem } from "../boundary/problem.ts";
import { problemsOf } from "./problems-of.ts";
import type { Results } from "./state.ts";

const id = "01a21000-7d3b-7b8e-9b59-0a5f6f0f6a11";
const at = new Date("2026-11-25T09:30:01Z");
const rejection = rejections.valid[0]?.value;

const read = (results: Results, documents: { statistics?: unknown; rejection?: unknown } = {}, accept?: string) =>
  problemsOf(
    id,
    { accept },
    {
      submission: async () => undefined,
      read: async () => undefined,
      results: async () => results,
      document: async (name) => documents[name],
      presignRows: async (contentType) => `https://s3/failed-rows.csv?as=${contentType}`,
      absence: async () => new Problem("not-ready", "Not yet."),
    },
  );

test.each([
  ["statistics", { statistics: at }, { statistics: statistics.valid[0]?.value }],
  ["rejection", { rejection: at }, { rejection }],
] as const)("the report is that of the %s", async (name, results, documents: Record<string, unknown>) => {
  const { status, text = "" } = await read(results, documents);
  expect(status).toBe(200);
  expect(JSON.parse(text)).toEqual({ id, quality: Object(documents[name]).quality });
});

test("what a newer calculator says more goes through", async () => {
  const quality = { ...rejection?.quality, language: "de" };
  const { text = "" } = await read({ rejection: at }, { rejection: { ...rejection, quality } });
  expect(JSON.parse(text).quality.language).toBe("de");
});

test("a report that violates its contract is a fault of ours", async () => {
  const quality = { ...rejection?.quality, problemCount: "1" };
  await expect(read({ rejection: at }, { rejection: { ...rejection, quality } })).rejects.toMatchObject({ name: "ContractError" });
});

test.each<[string, Results]>([
  ["nothing was calculated yet", {}],
  ["a function gave up", { failure: at }],
  ["they were deleted in the meantime", { statistics: at }],
])("where %s, why is the problem", async (_why, results) => {
  await expect(read(results)).rejects.toMatchObject({ code: "not-ready" });
});

test("failed rows come to who asks for CSV, and none where no row has an error", async () => {
  const found = { rejection: { ...rejection, quality: { ...rejection?.quality, problemCounts: [] } } };
  const { text, contentType, headers } = await read({ rejection: at }, found, "text/csv");
  expect([text, contentType, headers]).toEqual(["", "text/csv; charset=utf-8", { vary: "Accept" }]);
});

test("failed rows that were kept are a redirect to where they lie, for which no document is read", async () => {
  const answer = await read({ rejection: at, failedRows: at }, {}, "text/csv");
  expect(answer).toEqual({
    status: 303,
    headers: { location: "https://s3/failed-rows.csv?as=text/csv; charset=utf-8", vary: "Accept" },
  });
});

test("the report stays an answer where rows were kept, and rows of which no result tells yet are not shown", async () => {
  expect(await read({ rejection: at, failedRows: at }, { rejection })).toMatchObject({ status: 200, contentType: "application/json" });
  await expect(read({ failedRows: at }, {}, "text/csv")).rejects.toMatchObject({ code: "not-ready" });
});

test("who accepts neither form is told which there are", async () => {
  await expect(read({ rejection: at }, { rejection }, "image/png")).rejects.toMatchObject({ code: "not-acceptable" });
});
