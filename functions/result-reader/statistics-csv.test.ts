import { expect, test } from "@jest/globals";
import { operations } from "../../schemas/api/operations.ts";
import { statisticsDocument } from "../../statistics/document.ts";
import { Summariser } from "../../statistics/summary.ts";
import { columnNames, statisticsCsv } from "./statistics-csv.ts";

type Options = ConstructorParameters<typeof Summariser>[0];

function csvOf(lines: string[], options: Options = {}): string[] {
  const summariser = new Summariser(options);
  const body = new TextEncoder().encode(lines.join("\n"));
  summariser.push(body);
  const source = { sha256: "0".repeat(64), sizeBytes: body.length };
  return statisticsCsv(statisticsDocument("any", source, summariser.end())).split("\r\n");
}

/** The cells of the first quiz by column; its cells hold no comma. */
function firstQuiz(lines: string[], options?: Options): Record<string, string | undefined> {
  const [header = "", quiz = ""] = csvOf(lines, options);
  const cells = quiz.split(",");
  return Object.fromEntries(header.split(",").map((name, index) => [name, cells[index]]));
}

test("a line names the columns, and each quiz has one, in the order of the document", () => {
  const [header, ...quizzes] = csvOf(["Quiz2,1,2", "Quiz1,3,4"]);
  expect(header).toBe(columnNames.join(","));
  expect(quizzes.map((line) => line.split(",")[0])).toEqual(["Quiz2", "Quiz1", ""]);
});

test("the columns are in the order in which they were published", () => {
  expect(csvOf(["Quiz1,1"])[0]).toBe(
    "quiz,method,relativeError,count,missing,min,q1,median,q3,max,range,interquartileRange,sum,mean,modes,sdSample,sdPopulation," +
      "standardError,skewness,kurtosis,percentile5,percentile10,percentile90,percentile95,lowerWhisker,upperWhisker,outlierCount," +
      "facilityIndex,passRate,discriminationIndex,effectiveWeight,discriminativeEfficiency",
  );
});

test("the figures are those of the document", () => {
  // R 4: x <- c(85, 76, 90, 85); sum, mean, sd, quantile(x, c(.05, .95), type = 7)
  const quiz = firstQuiz(["Quiz1,85,76,90,85", "Quiz2,1,2,3,3"], { maxScore: 100, passMark: 80 });
  expect(quiz).toMatchObject({
    quiz: "Quiz1",
    method: "exact",
    count: "4",
    missing: "0",
    min: "76",
    median: "85",
    max: "90",
    sum: "336",
    mean: "84",
    modes: "85",
    sdSample: "5.830951894845301",
    percentile5: "77.35",
    percentile95: "89.25",
    facilityIndex: "84",
    passRate: "75",
  });
  expect(Number(quiz.discriminationIndex)).toBeCloseTo((100 * 6) / Math.sqrt(102 * 2.75), 10);
});

test("what is not defined, or was not asked for, leaves its cell empty and is never 0", () => {
  expect(firstQuiz(["Quiz1,ABS,"])).toMatchObject({ count: "0", missing: "2", mean: "", modes: "", percentile5: "", passRate: "" });
});

test("several modes stand in one cell, with spaces between them", () => {
  expect(firstQuiz(["Quiz1,85,76,85,76,1"])).toMatchObject({ modes: "76 85" });
});

test("a quiz that a spreadsheet would take for a formula is none", () => {
  expect(csvOf(["=1+1,85"])[1]).toMatch(/^'=1\+1,exact,/);
});

test("the API's description names every column", () => {
  const { description } = operations["GET /submissions/{id}/statistics"];
  for (const name of columnNames) expect(description).toContain(`\`${name}\``);
});
