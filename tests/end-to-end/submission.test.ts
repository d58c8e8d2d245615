import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { resultKeys, submissionFolder, timeOf } from "../../functions/aws/keys.ts";
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
  const marked = stack.mailMarked();
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
  const lines = mail.body.split("\n");
  // SNS's footer comes behind it.
  expect(lines.slice(0, lines.indexOf(`Submission ${accepted.id}`) + 1)).toEqual([
    "3 quizzes, 9 scores",
    expect.stringMatching(/^Received \d{4}-\d\d-\d\d \d\d:\d\d UTC$/),
    "",
    "Quiz   n  Missing  Min  Median   Mean    SD  Max",
    "Quiz1  3        0   76      85  83.67  7.09   90",
    "Quiz2  3        0   78      85  83.67  5.13   88",
    "Quiz3  3        0   87      90  89.67  2.52   92",
    "",
    "How the scores are spread:",
    "Quiz   76                    92  Range     Scores",
    "Quiz1  |-----[======|===]--|     76 to 90  █▁▁▁█▁█",
    "Quiz2     |----[====|=]-|        78 to 88  █▁▁▁▁▁▁█▁█",
    "Quiz3                  |-[=|=]|  87 to 92  █▁▁██",
    "[ | ] is the middle half and the median.",
    "The bars count the scores along the range; the lowest means none.",
    "",
    "The submission:",
    `${stack.api.url}/submissions/${accepted.id}`,
    "Its statistics:",
    `${stack.api.url}/submissions/${accepted.id}/statistics`,
    "",
    `Submission ${accepted.id}`,
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
    `PutObject scoreline-results/history/date=${new Date(timeOf(accepted.id)).toISOString().slice(0, 10)}/${accepted.id}.ndjson`,
    "SendMessage scoreline-notification",
    `GetObject scoreline-results/${folder}/statistics.json`,
    // Event and mail are claimed, published and marked; the event at once, the mail when it may be sent.
    `PutObject scoreline-results/${folder}/notified`,
    `PutObject scoreline-results/${folder}/published`,
    "PublishBatch scoreline-events",
    `PutObject scoreline-results/${folder}/published`,
    "Publish scoreline-mail",
    `PutObject scoreline-results/${folder}/notified`,
  ]);
});

test("the example class gives the same figures as JSON and as the CSV's lines", async () => {
  const examples = join(import.meta.dirname, "../../examples");
  const csv = readFileSync(join(examples, "class.csv"), "utf8");
  const response = await postBody(stack, readFileSync(join(examples, "class.json")));
  const { id, sha256 } = accept("submission-accepted", readSubmissionAccepted, await response.json());
  const { body } = await stack.mailAbout(id);
  expect(body).toContain("8 quizzes, 226 scores (14 missing)");
  expect(body).toMatch(/^Week 3: Loops, lists a\.\.\. +28 +2 +60\.25 +74 +73\.5268 +8\.6368 +94$/m);
  const again = await stack.submit(csv.trimEnd().split("\n"));
  expect(again.sha256).toBe(sha256);
  await stack.mailAbout(again.id);
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
  expect(body).toContain("9400 more quizzes are in the statistics: see the link below.");
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
    "result-notifier: event published",
    "result-notifier: result mailed",
  ]);
  expect(stack.logs.join("\n")).not.toMatch(/canary|31\.4159/i);
});
