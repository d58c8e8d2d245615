import { expect, test } from "@jest/globals";
import { accept } from "../../generated/contract-error.js";
import { statisticsPublished } from "../../generated/contracts.js";
import type { StatisticsCalculated } from "../../generated/types/statistics-calculated.d.ts";
import type { SubmissionRejected } from "../../generated/types/submission-rejected.d.ts";
import { readStatistics } from "../../generated/validators/read-statistics.js";
import { readStatisticsCalculated } from "../../generated/validators/read-statistics-calculated.js";
import { readSubmissionRejected } from "../../generated/validators/read-submission-rejected.js";
import announced from "../../schemas/examples/statistics-calculated.json" with { type: "json" };
import rejections from "../../schemas/examples/submission-rejected.json" with { type: "json" };
import { describeLines } from "../../statistics/test-summary.ts";
import { messageOf, statisticsPublishedOf } from "./published-event.ts";

const announcement: StatisticsCalculated = accept("event", readStatisticsCalculated, announced.valid[0]?.value);
const rejection: SubmissionRejected = accept("event", readSubmissionRejected, rejections.valid[0]?.value);
const apiUrl = "https://api.example.com";

const statisticsOf = (lines: string, options = {}) =>
  accept("statistics", readStatistics, {
    $schema: "https://schemas.scoreline.dev/statistics/2.1.0.schema.json",
    source: { sha256: "0".repeat(64), sizeBytes: 1, lineCount: 1 },
    ...describeLines(lines, options),
  });
const publishedOf = (lines: string, options = {}) => statisticsPublishedOf(announcement, statisticsOf(lines, options), apiUrl);

test("the statistics are published with the figures that most readers want", () => {
  const { data, causationid, time } = publishedOf("Quiz1,85,76,90\n");
  expect(data.quizzes).toEqual([
    { name: "Quiz1", count: 3, missing: 0, min: 76, median: 85, mean: 83.66666666666667, max: 90, sdSample: 7.094598884597588 },
  ]);
  expect(data).toMatchObject({
    status: "complete",
    quizCount: 1,
    scoreCount: 3,
    problemCount: 0,
    statistics: announcement.data.statistics,
  });
  expect([causationid, time]).toEqual([announcement.id, announcement.data.calculatedAt]);
});

test("another run publishes the same event, to the byte", () => {
  expect(JSON.stringify(publishedOf("Quiz1,85,76,90\n"))).toBe(JSON.stringify(publishedOf("Quiz1,85,76,90\n")));
});

test("what is suppressed stays so", () => {
  const { data } = publishedOf("Quiz1,85,76,90\n", { minimumGroupSize: 5 });
  expect(data.quizzes).toEqual([
    { name: "Quiz1", count: 3, missing: null, min: null, median: null, mean: null, max: null, sdSample: null },
  ]);
});

test("of more quizzes than a message holds none is told, and ten such events fit into a request to SNS", () => {
  const lines = (quizzes: number) => Array.from({ length: quizzes }, (_, index) => `Quiz ${index} ${"n".repeat(900)},85,76,90\n`).join("");
  const [most, more] = [publishedOf(lines(15)), publishedOf(lines(17))];
  expect(most.data.quizzes).toHaveLength(15);
  expect(more.data).not.toHaveProperty("quizzes");
  expect(more.data.quizCount).toBe(17);
  expect(10 * Buffer.byteLength(messageOf(most).body)).toBeLessThan(250_000);
});

test("subscribers filter by type, major version, status, course and counts", () => {
  expect(messageOf(publishedOf("Quiz1,85,76,90\n")).attributes).toEqual({
    type: statisticsPublished.type,
    schemamajor: "1",
    status: "complete",
    ...(announcement.data.course !== undefined && { course: announcement.data.course }),
    quizcount: 1,
    scorecount: 3,
  });
});

test("a rejection goes on as it came, with attributes of its own", () => {
  const { body, attributes } = messageOf(rejection);
  expect(JSON.parse(body)).toEqual(rejection);
  expect(attributes).toEqual({
    type: "dev.scoreline.submission-rejected.v1",
    schemamajor: "1",
    status: "rejected",
    course: "CS-487",
    problemcount: 1,
  });
});

test("what an event does not say is no attribute", () => {
  const { course: _, ...data } = rejection.data;
  expect(messageOf({ ...rejection, data }).attributes).not.toHaveProperty("course");
});
