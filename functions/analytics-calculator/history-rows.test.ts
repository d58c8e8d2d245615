import { describe, expect, test } from "@jest/globals";
import type { TSchema } from "@sinclair/typebox";
import { readHistoryRow } from "../../generated/validators/read-history-row.js";
import { catalogue } from "../../schemas/catalogue.ts";
import { statisticsDocument } from "../../statistics/document.ts";
import { Summariser } from "../../statistics/summary.ts";
import { accept } from "../boundary/contract.ts";
import { historyText } from "./history-rows.ts";

const submitted = { submissionId: "019ac2f0-5b1e-7000-8000-000000000000", submittedAt: "2026-11-25T09:30:00.000Z" };
const calculatedAt = "2026-11-25T09:30:02.512Z";
type Options = ConstructorParameters<typeof Summariser>[0];

function documentOf(lines: string[], options: Options = {}) {
  const summariser = new Summariser(options);
  summariser.push(new TextEncoder().encode(lines.join("\n")));
  return statisticsDocument("any", { sha256: "0".repeat(64), sizeBytes: 1 }, summariser.end());
}

function textOf(lines: string[], options?: Options, labels: object = {}): string {
  return historyText(documentOf(lines, options), { ...submitted, ...labels }, calculatedAt);
}

function rowsOf(...parameters: Parameters<typeof textOf>) {
  const [, ...ends] = textOf(...parameters)
    .split("\n")
    .reverse();
  return ends.reverse().map((line) => accept("history-row", readHistoryRow, JSON.parse(line)));
}

const snakeCase = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const columns = Object.keys(catalogue["history-row"].schema.properties);

test("each quiz is a line of JSON, in the order of the document, ended by LF", () => {
  const text = textOf(["Quiz2,1,2", "Quiz1,3,4"]);
  expect(text).toMatch(/^\{.*\}\n\{.*\}\n$/);
  expect(rowsOf(["Quiz2,1,2", "Quiz1,3,4"]).map(({ quiz, position }) => [quiz, position])).toEqual([
    ["Quiz2", 1],
    ["Quiz1", 2],
  ]);
});

test("the figures are those of the document, under their own names in snake case", () => {
  const lines = ["Quiz1,85.5,76,90,85.5,,61,5", "Quiz2,78,88,85,80,70,66,91"];
  const options = { maxScore: 100, passMark: 70 };
  const [quiz] = documentOf(lines, options).quizzes;
  const [row] = rowsOf(lines, options, { course: "CS-487", title: "Week 7", replaces: "019ac2ef-0000-7000-8000-000000000000" });
  expect(quiz?.item).toBeDefined();
  const scalars = [quiz, quiz?.item, quiz?.boxPlot].flatMap((figures) =>
    Object.entries(figures ?? {}).filter(([, value]) => typeof value === "number"),
  );
  expect(scalars.length).toBeGreaterThan(20);
  expect(row).toMatchObject(Object.fromEntries(scalars.map(([name, value]) => [snakeCase(name), value])));
  const percentiles = quiz?.percentiles?.map(({ percent, value }) => [`percentile_${percent}`, value]) ?? [];
  expect(row).toMatchObject(Object.fromEntries(percentiles));
  expect(row).toMatchObject({
    schema_version: catalogue["history-row"].version,
    submission_id: submitted.submissionId,
    submitted_at: submitted.submittedAt,
    calculated_at: calculatedAt,
    course: "CS-487",
    title: "Week 7",
    status: "complete",
    replaces: "019ac2ef-0000-7000-8000-000000000000",
    quiz: "Quiz1",
    max_score: 100,
    pass_mark: 70,
  });
});

test("every figure of the statistics that is one number has a column", () => {
  const { properties } = catalogue.statistics.schema.properties.quizzes.items;
  const figures = { ...properties, ...properties.item.properties, ...properties.boxPlot.anyOf[0].properties };
  const isNumber = (schema: TSchema) => [schema, ...(schema.anyOf ?? [])].some(({ type }) => type === "number" || type === "integer");
  const names = Object.entries(figures).flatMap(([name, schema]) => (isNumber(schema) ? [snakeCase(name)] : []));
  expect(names).toEqual(expect.arrayContaining(["count", "kurtosis", "pass_rate", "effective_weight", "upper_whisker"]));
  expect(names.filter((name) => !columns.includes(name))).toEqual([]);
});

describe("every column is in every row, in one order, and null where it has no value:", () => {
  const undefinedColumns = ["kurtosis", "course", "replaces", "max_score", "minimum_group_size", "relative_error", "facility_index"];

  test("what was not said or is not defined", () => {
    const [row] = rowsOf(["Quiz1,85,76,90"]);
    expect(Object.keys(row ?? {})).toEqual(columns);
    for (const column of undefinedColumns) expect(row).toHaveProperty(column, null);
  });

  test("of a suppressed quiz all but the number of its scores, what was asked for, and which quiz of which submission it is", () => {
    const lines = ["Quiz1,85,76,ABS", "Quiz2,1,2,3"];
    const options = { minimumGroupSize: 3, maxScore: 100, passMark: 50 };
    const [row, other] = rowsOf(lines, options);
    expect(Object.keys(row ?? {})).toEqual(columns);
    const told = Object.entries(row ?? {}).flatMap(([name, value]) => (value === null ? [] : [name]));
    expect(told).toEqual(
      "schema_version submission_id submitted_at calculated_at status quiz position max_score pass_mark minimum_group_size method count".split(
        " ",
      ),
    );
    expect(row).toMatchObject({ count: 2, minimum_group_size: 3 });
    expect(other).toMatchObject({ count: 3, mean: 2 });
  });
});

test("half a character in a title or course is replaced, since query engines refuse the whole file for it", () => {
  const text = textOf(["Quiz1,1"], {}, { course: "CS\ud800", title: "\udc00" });
  expect(text).toContain('"course":"CS\ufffd","title":"\ufffd"');
});
