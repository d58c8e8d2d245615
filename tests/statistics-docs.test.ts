// docs/statistics.md names every figure, reason, problem, option, threshold and limit that the code has, and none that it has not.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { catalogue } from "../schemas/catalogue.ts";
import { submissionOptions } from "../schemas/lib/submission-options.ts";
import { MAX_ALIGNED_CELLS } from "../statistics/aligned-scores.ts";
import { MAX_DISTINCT_SCORES } from "../statistics/distribution/distribution.ts";
import { RELATIVE_ERROR } from "../statistics/distribution/quantile-sketch.ts";
import { ADVICE_RULES } from "../statistics/figures/advice.ts";
import { MAX_OUTLIERS } from "../statistics/figures/box-plot.ts";
import { MIN_SCORES } from "../statistics/figures/decimal-slips.ts";
import { MAX_BINS } from "../statistics/figures/histogram.ts";
import { MAX_MODES } from "../statistics/figures/modes.ts";
import { REASONS } from "../statistics/figures/reason.ts";
import { MAX_DECIMALS, MAX_WHOLE_DIGITS } from "../statistics/reading/decimal.ts";
import { SAMPLE_BYTES } from "../statistics/reading/dialect.ts";
import { DEFAULT_LIMITS } from "../statistics/reading/limits.ts";
import { MISSING_TOKENS } from "../statistics/reading/missing-tokens.ts";
import { MAX_PROBLEMS } from "../statistics/reading/problem-log.ts";
import { SEVERITIES } from "../statistics/reading/score-problem.ts";
import { SHOWN_CODE_POINTS } from "../statistics/reading/show-cell.ts";

const page = read("docs/statistics.md");

function read(path: string): string {
  return readFileSync(join(import.meta.dirname, "..", path), "utf8");
}

/** What stands under a heading, up to the next one. */
function section(heading: string): string {
  const [, after] = page.split(`\n${heading}\n`);
  if (after === undefined) throw new Error(`docs/statistics.md has no heading "${heading}"`);
  return after.split(/^#+ /m)[0] ?? "";
}

/** The cells of a section's table, row by row, without its heading. */
function rows(heading: string): string[][] {
  const [, , ...body] = section(heading)
    .split("\n")
    .filter((line) => line.startsWith("|"));
  return body.map((line) => line.slice(1, -1).split("|")).map((cells) => cells.map((cell) => cell.trim()));
}

/** The names in backticks in the first column of a section's table. */
function names(heading: string): string[] {
  return rows(heading).flatMap(([first = ""]) => [...first.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name));
}

const sorted = (words: Iterable<string>) => [...words].sort();

describe("the tables list what the contract has, and nothing else", () => {
  const { quizzes, acrossQuizzes } = catalogue.statistics.schema.properties;
  const quiz = quizzes.items.properties;
  const fieldsOf = (properties: object, ...apart: string[]) => Object.keys(properties).filter((field) => !apart.includes(field));

  test("every field of a quiz is in the statistics of a quiz", () => {
    expect(sorted(names("## Statistics of a quiz"))).toEqual(sorted(fieldsOf(quiz, "undefinedStatistics")));
  });

  test("every figure that compares quizzes is in the statistics across quizzes", () => {
    const across = fieldsOf(acrossQuizzes.properties, "undefinedStatistics", "advice").map((field) => `acrossQuizzes.${field}`);
    const item = fieldsOf(quiz.item.properties, "undefinedStatistics").map((field) => `item.${field}`);
    expect(sorted(names("## Statistics across quizzes"))).toEqual(sorted([...across, ...item]));
  });

  test("every part of a box plot and of a histogram is named", () => {
    const parts = [...Object.keys(quiz.boxPlot.anyOf[0].properties), ...Object.keys(quiz.histogram.anyOf[0].properties)];
    expect(parts.filter((part) => !section("## Statistics of a quiz").includes(`\`${part}\``))).toEqual([]);
  });

  test("every option of a request is in the options", () => {
    expect(sorted(names("### Options"))).toEqual(sorted(Object.keys(submissionOptions)));
  });
});

test("the reasons are those that a figure can have", () => {
  expect(sorted(names("## Reasons"))).toEqual(sorted(Object.keys(REASONS)));
});

test("the problems are those that an input can have, each with its severity", () => {
  const listed = rows("## Problems").map(([code = "", severity = ""]) => `${code.replaceAll("`", "")} ${severity}`);
  const known = Object.entries(SEVERITIES).map(([code, severity]) => `${code} ${severity}`);
  expect(sorted(listed)).toEqual(sorted(known));
});

test("the advice has the rules of the code, in their order", () => {
  const listed = rows("## Advice").map(([statistic, side, threshold]) => [statistic, side, threshold]);
  expect(listed).toEqual(ADVICE_RULES.map(({ statistic, side, threshold }) => [`\`${statistic}\``, side, String(threshold)]));
});

describe("the limits are those of the code", () => {
  const number = (value: number) => value.toLocaleString("en-GB");

  test("the defaults are listed by the name of the option", () => {
    const listed = rows("### Limits").flatMap(([limit = "", value]) => (limit.startsWith("`") ? [[limit.split("`")[1], value]] : []));
    expect(listed).toEqual(Object.entries(DEFAULT_LIMITS).map(([name, value]) => [name, number(value)]));
  });

  test("the fixed ones are listed behind them", () => {
    const listed = rows("### Limits").flatMap(([limit = "", value]) => (limit.startsWith("`") ? [] : [value]));
    expect(listed).toEqual([SAMPLE_BYTES, MAX_DISTINCT_SCORES, MAX_ALIGNED_CELLS, MAX_PROBLEMS].map(number));
  });

  test.each<[what: string, heading: string, words: string]>([
    [
      "the sketch begins past as many different scores",
      "### Method: exact or sketch",
      `up to ${number(MAX_DISTINCT_SCORES)} different scores`,
    ],
    ["the relative error is the sketch's", "### Method: exact or sketch", `\`relativeError\` is ${RELATIVE_ERROR}`],
    ["there are as many modes at most", "## Statistics of a quiz", `more than ${MAX_MODES} were got equally often`],
    ["as many outliers are listed", "## Statistics of a quiz", `the ${MAX_OUTLIERS} farthest out`],
    ["a histogram has as many bins at most", "## Statistics of a quiz", `At most ${MAX_BINS} bins`],
    ["as many cells are compared", "## Statistics across quizzes", `at most ${number(MAX_ALIGNED_CELLS)} cells`],
    ["the reason says past how many different scores", "## Reasons", `more than ${number(MAX_DISTINCT_SCORES)} different scores`],
    ["a number is as long at most", "### Numbers", `below 10^${MAX_WHOLE_DIGITS} in magnitude and has at most ${MAX_DECIMALS} decimals`],
    ["as many bytes are judged", "### Delimiter, decimal mark and header", `the first ${number(SAMPLE_BYTES)} bytes`],
    ["as many problems are listed", "## Problems", `lists the first ${MAX_PROBLEMS}`],
    ["as much of a cell is shown", "## Problems", `at most ${SHOWN_CODE_POINTS} characters`],
    ["slips are looked for among as many scores", "## Problems", `a quiz of ${MIN_SCORES} scores or more`],
  ])("%s as the page says", (_what, heading, words) => {
    expect(section(heading).replace(/\n */g, " ")).toContain(words);
  });
});

test("the missing tokens are those of the code", () => {
  const tokens = MISSING_TOKENS.filter((token) => token !== "").map((token) => `\`${token}\``);
  expect(rows("### Options").find(([option]) => option === "`missingTokens`")?.[1]).toBe(tokens.join(", "));
});
