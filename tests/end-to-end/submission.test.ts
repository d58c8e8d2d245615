import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
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
  const response = await postBody(stack, seedBody);
  expect(response.status).toBe(202);
  const accepted = accept("submission-accepted", readSubmissionAccepted, await response.json());
  expect(accepted).toMatchObject({ status: "accepted", lineCount: 3, links: { self: `/submissions/${accepted.id}` } });
  expect(response.headers.get("location")).toBe(`/submissions/${accepted.id}`);
  expect(response.headers.get("retry-after")).toBe("1");

  const mail = await stack.mailAbout(accepted.id);
  expect(mail.subject).toBe("Scoreline: 3 quizzes, 9 scores");
  expect(mail.to).toBe("course-team@example.com");
  expect(mail.body.split("\n").slice(4, 8)).toEqual([
    "Quiz   Scores  Missing  Min  Max   Mean",
    "Quiz1       3        0   76   90  83.67",
    "Quiz2       3        0   78   88  83.67",
    "Quiz3       3        0   87   92  89.67",
  ]);

  const folder = `submissions/${accepted.id}`;
  expect(await stack.text("raw", `${folder}/scores.csv`)).toBe("Quiz1,85,76,90\nQuiz2,78,88,85\nQuiz3,92,90,87\n");
  const statistics = accept("statistics", readStatistics, JSON.parse(await stack.text("results", `${folder}/statistics.json`)));
  expect(statistics).toMatchObject({ source: { sha256: accepted.sha256 }, quizCount: 3, scoreCount: 9, missingCount: 0 });
  expect(statistics.quizzes[0]).toEqual({
    name: "Quiz1",
    method: "exact",
    count: 3,
    missing: 0,
    min: 76,
    max: 90,
    mean: 83.66666666666667,
  });

  const polling = ["ReceiveMessage", "DeleteMessageBatch"];
  const steps = stack.emulator.requests.all.filter(({ operation }) => !polling.includes(operation)).slice(0, 7);
  expect(steps.map(({ operation, resource }) => `${operation} ${resource}`)).toEqual([
    `PutObject scoreline-raw/${folder}/scores.csv`,
    "SendMessage scoreline-calculation",
    `GetObject scoreline-raw/${folder}/scores.csv`,
    `PutObject scoreline-results/${folder}/statistics.json`,
    "SendMessage scoreline-notification",
    `GetObject scoreline-results/${folder}/statistics.json`,
    "Publish scoreline-mail",
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
  expect(body).toMatch(/^Week 3: Loops, lists and maps +28 +2 +60\.25 +94 +73\.5268$/m);
});

test("a quiz that everybody missed has no figures, and nothing is 0", async () => {
  const { id } = await stack.submit(["Quiz1,ABS,,na, EX "]);
  expect((await stack.mailAbout(id)).body).toMatch(/^Quiz1 +0 +4 +- +- +-$/m);
  const { quizzes } = JSON.parse(await stack.text("results", `submissions/${id}/statistics.json`));
  expect(quizzes[0]).toMatchObject({ count: 0, missing: 4, min: null, max: null, mean: null });
});

test("names in every script come through to the mail", async () => {
  const { id } = await stack.submit(["数学 😀,1,2", '"Äpfel, ""rot""",7.5']);
  const { body } = await stack.mailAbout(id);
  expect(body).toMatch(/^数学 😀 +2 /m);
  expect(body).toMatch(/^Äpfel, "rot" +1 +0 +7\.5 +7\.5 +7\.5$/m);
});

test("the functions' logs tell the submission's story by its correlation id, without a score or a quiz name", async () => {
  const { id } = await stack.submit(["Canaryquiz,31.4159"]);
  await stack.mailAbout(id);
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
