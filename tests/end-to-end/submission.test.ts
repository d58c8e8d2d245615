import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { resultKeys, submissionFolder } from "../../functions/aws/keys.ts";
import { accept } from "../../functions/boundary/contract.ts";
import { readStatistics } from "../../generated/validators/read-statistics.js";
import { readSubmissionAccepted } from "../../generated/validators/read-submission-accepted.js";
import { postBody, startTestStack, type TestStack } from "./test-stack.ts";

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.stop());

const seedBody = '{"data": ["Quiz1,85,76,90", "Quiz2,78,88,85", "Quiz3,92,90,87"]}';

test("the seed's curl goes from the API over S3 and both queues to the inbox, step by step", async () => {
  stack.emulator.requests.clear();
  const marked = stack.emulator.requests.next(({ operation, resource }) => operation === "PutObject" && resource.endsWith("notified.json"));
  const response = await postBody(stack, seedBody);
  expect(response.status).toBe(202);
  const accepted = accept("submission-accepted", readSubmissionAccepted, await response.json());
  expect(accepted).toMatchObject({ status: "accepted", lineCount: 3, links: { self: `/submissions/${accepted.id}` } });
  expect(response.headers.get("location")).toBe(`/submissions/${accepted.id}`);
  expect(response.headers.get("retry-after")).toBe("1");

  const mail = await stack.mailAbout(accepted.id);
  await marked;
  const seen = [...stack.emulator.requests.all];
  expect(mail.subject).toBe("Scoreline: 3 quizzes, 9 scores");
  expect(mail.to).toBe("course-team@example.com");
  expect(mail.body.split("\n").slice(4, 8)).toEqual([
    "Quiz   Scores  Missing  Min  Median   Mean    SD  Max",
    "Quiz1       3        0   76      85  83.67  7.09   90",
    "Quiz2       3        0   78      85  83.67  5.13   88",
    "Quiz3       3        0   87      90  89.67  2.52   92",
  ]);

  const folder = submissionFolder(accepted.id).slice(0, -1);
  expect(await stack.text("raw", `${folder}/scores.csv`)).toBe("Quiz1,85,76,90\nQuiz2,78,88,85\nQuiz3,92,90,87\n");
  const statistics = accept("statistics", readStatistics, JSON.parse(await stack.text("results", `${folder}/statistics.json`)));
  expect(statistics).toMatchObject({ source: { sha256: accepted.sha256 }, quizCount: 3, scoreCount: 9, missingCount: 0 });
  // R 4: x <- c(85, 76, 90); c(mean(x), sd(x), quantile(x, type = 7)), and by the formulas of docs/statistics.md for the rest.
  expect(statistics.quizzes[0]).toMatchObject({
    name: "Quiz1",
    method: "exact",
    count: 3,
    missing: 0,
    min: 76,
    q1: 80.5,
    median: 85,
    q3: 87.5,
    max: 90,
    sum: 251,
    mean: 83.66666666666667,
    sdSample: 7.094598884597588,
    skewness: -0.8158430891370938,
    kurtosis: null,
    undefinedStatistics: [
      { statistic: "modes", reason: "no-repeated-score" },
      { statistic: "kurtosis", reason: "n<4" },
    ],
  });

  const polling = ["ReceiveMessage", "DeleteMessageBatch"];
  const steps = seen.filter(({ operation }) => !polling.includes(operation));
  expect(steps.map(({ operation, resource }) => `${operation} ${resource}`)).toEqual([
    `PutObject scoreline-raw/${folder}/scores.csv`,
    `PutObject scoreline-raw/${folder}/submission.json`,
    "SendMessage scoreline-calculation",
    `GetObject scoreline-raw/${folder}/scores.csv`,
    `PutObject scoreline-results/${folder}/statistics.json`,
    "SendMessage scoreline-notification",
    `HeadObject scoreline-results/${folder}/notified.json`,
    `GetObject scoreline-results/${folder}/statistics.json`,
    "Publish scoreline-mail",
    `PutObject scoreline-results/${folder}/notified.json`,
  ]);
});

test("the example class gives the same figures as JSON and as the CSV's lines", async () => {
  const examples = join(import.meta.dirname, "../../examples");
  const csv = readFileSync(join(examples, "class.csv"), "utf8");
  const response = await postBody(stack, readFileSync(join(examples, "class.json")));
  const { id, sha256 } = accept("submission-accepted", readSubmissionAccepted, await response.json());
  expect((await stack.submit(csv.trimEnd().split("\n"))).sha256).toBe(sha256);
  const { body } = await stack.mailAbout(id);
  expect(body).toContain("8 quizzes, 226 scores (14 missing)");
  expect(body).toMatch(/^Week 3: Loops, lists… +28 +2 +60\.25 +74 +73\.5268 +8\.6368 +94$/m);
});

test("a quiz that everybody missed has no figures, and nothing is 0", async () => {
  const { id } = await stack.submit(["Quiz1,ABS,,na, EX "]);
  expect((await stack.mailAbout(id)).body).toMatch(/^Quiz1 +0 +4( +-){5}$/m);
  const { quizzes } = JSON.parse(await stack.text("results", resultKeys.statistics(id)));
  expect(quizzes[0]).toMatchObject({ count: 0, missing: 4, min: null, max: null, mean: null });
});

test("options go from the request to the statistics and the mail, and the answer is as they say", async () => {
  const said = { mode: "lenient", delimiter: ";", decimal: ",", maxScore: 100, passMark: 50, excludeZeros: true };
  const labels = { title: "Week 7", course: "CS-487" };
  const response = await postBody(stack, JSON.stringify({ data: ["quiz;ann;bob;eve", "Quiz1;85,5;0;x"], ...said, ...labels }));
  const { id } = accept("submission-accepted", readSubmissionAccepted, await response.json());
  const { body, subject } = await stack.mailAbout(id);
  expect(subject).toBe("[CS-487] 1 quiz, 2 scores, partial");
  expect(body).toMatch(/^Week 7 \(CS-487\)\n1 quiz, 2 scores \(1 left out\)\n/);
  expect(body).toContain('- line 2, cell 4: "x" is not a number.');
  const document = accept("statistics", readStatistics, JSON.parse(await stack.text("results", resultKeys.statistics(id))));
  expect(document).toMatchObject({ status: "partial", options: said, quality: { reading: { header: true, headerDecidedBy: "detected" } } });
  expect(document.quizzes[0]).toMatchObject({ mean: 42.75, facilityIndex: 42.75, passRate: 50, withoutZeros: { count: 1, mean: 85.5 } });
});

test("as many quizzes as there may be are computed and mailed, and one more is told", async () => {
  const lines = Array.from({ length: 10_000 }, (_, index) => `Quiz ${index},${index % 101},85,${index % 7}.25`);
  const { id } = await stack.submit(lines);
  const { body } = await stack.mailAbout(id, 20_000);
  expect(body).toContain("10000 quizzes, 30000 scores");
  expect(body).toContain("… and 9400 more quizzes in the stored statistics.");
  const response = await stack.post([...lines, "One more,85"]);
  expect(await response.json()).toMatchObject({
    status: 422,
    errors: [{ pointer: "/data/10000", code: "too-many-quizzes", cell: "One more" }],
  });
});

test("names in every script come through to the mail", async () => {
  const { id } = await stack.submit(["数学 😀,1,2", '"Äpfel, ""rot""",7.5']);
  const { body } = await stack.mailAbout(id);
  expect(body).toMatch(/^数学 😀 +2 /m);
  expect(body).toMatch(/^Äpfel, "rot" +1 +0 +7\.5 +7\.5 +7\.5 +- +7\.5$/m);
});

test("the functions' logs tell the submission's story by its correlation id, without a score or a quiz name", async () => {
  const { id } = await stack.submit(["Canaryquiz,31.4159"]);
  await stack.logged("result mailed", id);
  await postBody(stack, JSON.stringify({ data: ["Canaryquiz,canarycell"] }));
  await postBody(stack, '{"data": ["Canaryquiz"');
  const story = stack.logs.filter((line) => line.includes(id)).map((line) => JSON.parse(line.slice(line.indexOf("{"))));
  expect(story.map(({ function: name, message }) => `${name}: ${message}`)).toEqual([
    "request-receiver: submission accepted",
    "analytics-calculator: statistics calculated",
    "result-notifier: result mailed",
  ]);
  expect(stack.logs.join("\n")).not.toMatch(/canary|31\.4159/i);
});
