// The history that query engines read: a hundred submissions through the running stack, then DuckDB on what lies in bucket results.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { TSchema } from "@sinclair/typebox";
import { historyKeyOf } from "../../functions/aws/keys.ts";
import { accept } from "../../functions/boundary/contract.ts";
import { readSubmissionAccepted } from "../../generated/validators/read-submission-accepted.js";
import { catalogue } from "../../schemas/catalogue.ts";
import { copyObjects } from "../copy-objects.ts";
import { type Database, databaseIn } from "../history-database.ts";
import { block } from "../reporting-page.ts";
import { isCorrected, isSuppressed, plan, smallestGroup, sumOf } from "./history-submissions.ts";
import { postBody, startTestStack, type TestStack } from "./test-stack.ts";

let stack: TestStack;
let folder: string;
let database: Database;
/** The submissions' ids, by their place in the plan, and when each was accepted. */
const ids: string[] = [];
const acceptedAt: string[] = [];
let keys: string[];

async function calculated(body: object): Promise<{ id: string; acceptedAt: string }> {
  const response = await postBody(stack, JSON.stringify(body));
  const accepted = accept("submission-accepted", readSubmissionAccepted, await response.json());
  await stack.logged("statistics calculated", accepted.id);
  return accepted;
}

beforeAll(async () => {
  stack = await startTestStack();
  for (const { body, corrects } of plan) {
    const accepted = await calculated({ ...body, ...(corrects !== undefined && { replaces: ids[corrects] }) });
    ids.push(accepted.id);
    acceptedAt.push(accepted.acceptedAt);
  }
  folder = await mkdtemp(join(tmpdir(), "scoreline-history-"));
  keys = await copyObjects(stack.s3, stack.resources.buckets.results ?? "", "history/", join(folder, "history"));
  database = await databaseIn(folder);
  await database.rows(block("sql", "tables"));
}, 120_000);
afterAll(async () => {
  database?.close();
  await stack?.stop();
  if (folder) await rm(folder, { recursive: true });
});

describe("a hundred submissions, queried with DuckDB as docs/reporting.md does:", () => {
  const current = () => plan.map((planned, index) => ({ ...planned, index })).filter(({ index }) => !isCorrected(index));
  const dayOf = (index: number) => acceptedAt[index]?.slice(0, 10) ?? "";

  test("each has a file below the day on which it was accepted, and a row for each quiz in it", async () => {
    expect(keys.sort()).toEqual(ids.map((id, index) => historyKeyOf(id, acceptedAt[index] ?? "")).sort());
    const rows = await database.rows("SELECT submission_id, list(quiz ORDER BY position) AS quizzes FROM history GROUP BY submission_id");
    expect(rows).toHaveLength(plan.length);
    expect(new Set(rows.map(({ quizzes }) => String(quizzes)))).toEqual(new Set(["Quiz1,Quiz2,Quiz3"]));
  });

  test("the columns are those of the contract, with the type of each, and the day", async () => {
    const types: Record<string, string> = { string: "VARCHAR", number: "DOUBLE", integer: "BIGINT" };
    const typeOf = ({ type, format, anyOf }: TSchema) => (format === "date-time" ? "TIMESTAMP" : types[type ?? anyOf[0].type]);
    const expected = Object.entries(catalogue["history-row"].schema.properties).map(([name, schema]) => [name, typeOf(schema)]);
    const described = await database.rows("DESCRIBE history");
    expect(described.map(({ column_name, column_type }) => [column_name, column_type])).toEqual([...expected, ["date", "DATE"]]);
  });

  test("how many came by course and day, without those that were replaced", async () => {
    const expected = [...Map.groupBy(current(), ({ body, index }) => `${body.course} ${dayOf(index)}`)].map(([key, group]) => [
      key,
      BigInt(group.length),
      BigInt(sumOf(group.flatMap(({ scores }) => Object.values(scores).map(({ length }) => length)))),
    ]);
    const rows = await database.rows(block("sql", "counts"));
    const found = rows.map(({ course, date, submissions, scores }) => [`${course ?? undefined} ${day(date)}`, submissions, scores]);
    expect(new Set(found)).toEqual(new Set(expected));
    expect(rows.map(({ submissions }) => Number(submissions)).reduce((sum, count) => sum + count)).toBe(90);
  });

  test("how a quiz of a course developed, to the last bit", async () => {
    const expected = current()
      .filter(({ body }) => body.course === "CS-487")
      .map(({ scores: { Quiz1 = [] }, index }) => ({ submission_id: ids[index], mean: sumOf(Quiz1) / Quiz1.length }))
      .sort((one, other) => (String(one.submission_id) < String(other.submission_id) ? -1 : 1))
      .map(({ submission_id, mean }, place, all) => ({ submission_id, mean, change: mean - (all[place - 1]?.mean ?? Number.NaN) }));
    const rows = await database.rows(block("sql", "trend"));
    expect(rows).toEqual(expected.map((row, place) => (place === 0 ? { ...row, change: null } : row)));
    expect(rows.length).toBeGreaterThan(20);
  });

  test("of a suppressed quiz the number of its scores, and nothing else", async () => {
    const suppressed = plan.flatMap((planned) => Object.values(planned.scores).filter((scores) => isSuppressed(planned, scores)));
    expect(suppressed).toHaveLength(20);
    expect(await database.rows(block("sql", "suppressed"))).toEqual([{ quizzes: BigInt(suppressed.length), means: 0n, missings: 0n }]);
    const figures = ["min", "q1", "median", "max", "sum", "sd_sample", "percentile_5", "outlier_count", "discrimination_index"];
    const nulls = figures.map((name) => `"${name}" IS NULL`).join(" AND ");
    const [told] = await database.rows(`SELECT count(*) AS n FROM history WHERE "count" = ${smallestGroup - 1} AND ${nulls}`);
    expect(told).toEqual({ n: BigInt(suppressed.length) });
  });

  test("which are partial, and which replace which", async () => {
    const [partial] = await database.rows("SELECT count(DISTINCT submission_id) AS n FROM history WHERE status = 'partial'");
    expect(partial).toEqual({ n: BigInt(plan.filter(({ body }) => body.mode === "lenient").length) });
    const replaced = await database.rows("SELECT DISTINCT submission_id, replaces FROM history WHERE replaces IS NOT NULL");
    const expected = plan.flatMap(({ corrects }, index) =>
      corrects === undefined ? [] : [{ submission_id: ids[index], replaces: ids[corrects] }],
    );
    expect(new Set(replaced)).toEqual(new Set(expected));
    expect(expected).toHaveLength(10);
  });

  test("times, the version and the order in which they were made", async () => {
    const rows = await database.rows(
      "SELECT submission_id, submitted_at::VARCHAR AS submitted, calculated_at >= submitted_at AS later, schema_version FROM history WHERE position = 1",
    );
    expect(new Set(rows)).toEqual(
      new Set(
        ids.map((submission_id, index) => ({
          submission_id,
          submitted: acceptedAt[index]?.replace("T", " ").replace(/\.?0*Z$/, ""),
          later: true,
          schema_version: catalogue["history-row"].version,
        })),
      ),
    );
  });
});

function day(date: unknown): string {
  return date instanceof Date ? date.toISOString().slice(0, 10) : String(date);
}
