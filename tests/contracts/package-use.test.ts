// The contracts package in a strict TypeScript project of somebody else, on messages that the running pipeline sent.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { startTestStack, type TestStack } from "../end-to-end/test-stack.ts";
import { type ConsumerProject, createConsumerProject } from "./consumer-project.ts";

let project: ConsumerProject;
/** Bodies of the messages of both queues, and the statistics' document, as the pipeline wrote them. */
let sent: { rawDataStored: string; statisticsCalculated: string; statistics: string };
beforeAll(async () => {
  project = await createConsumerProject();
  sent = await whatThePipelineSends();
}, 60_000);
afterAll(() => project?.remove());

/** Both messages are taken from the dead-letter queues: the emulator says that the object which each announces is gone. */
async function whatThePipelineSends(): Promise<typeof sent> {
  const stack = await startTestStack();
  try {
    const rawDataStored = await messageWhoseObjectIsGone(stack, "raw", "calculation");
    const statisticsCalculated = await messageWhoseObjectIsGone(stack, "results", "notification");
    const key = (await stack.keys("results")).find((each) => each.endsWith("/statistics.json")) ?? "";
    return { rawDataStored, statisticsCalculated, statistics: await stack.text("results", key) };
  } finally {
    await stack.stop();
  }
}

async function messageWhoseObjectIsGone(stack: TestStack, bucket: string, queue: string): Promise<string> {
  const mend = stack.emulator.faults.add({
    service: "s3",
    operation: "GetObject",
    match: ({ resource }) => resource.startsWith(`scoreline-${bucket}/`),
    failure: { status: 404, code: "NoSuchKey" },
  });
  await stack.submit(["Quiz1,85,76,90", "Quiz2,78,ABS,85"]);
  const [message] = await stack.takeDead(queue, 1);
  mend();
  return message?.Body ?? "";
}

/** What a program of the project prints, as JSON. Fails with the compiler's words, or the program's, where there are any. */
async function result(program: string, file = "main.ts") {
  await project.write(file, program);
  expect(await project.check(file)).toEqual({ exitCode: 0, stdout: "", stderr: "" });
  const ran = await project.node(file);
  expect(ran).toEqual({ exitCode: 0, stdout: expect.any(String), stderr: "" });
  return JSON.parse(ran.stdout);
}

test("the README's program decodes what the pipeline sent, and says what is wrong with what it did not", async () => {
  const readme = readFileSync(join(project.installed, "README.md"), "utf8");
  const [, program = ""] = /```ts\n(.*?)```/s.exec(readme) ?? [];
  await project.write("readme.ts", program);
  const wrong = { ...JSON.parse(sent.rawDataStored), time: 7, data: { submissionId: "x", scores: null } };
  const [stored, calculated, complaints] = await result(`
      import { complaints, told } from "./readme.ts";
      console.log(JSON.stringify([
        told(${JSON.stringify(sent.rawDataStored)}),
        told(${JSON.stringify(sent.statisticsCalculated)}),
        complaints(${JSON.stringify(JSON.stringify(wrong))}),
      ]));`);
  const uuid = "[0-9a-f-]{36}";
  expect(stored).toMatch(new RegExp(`^(${uuid}) was stored as submissions/[0-9a-f]{12}-\\1/scores\\.csv$`));
  expect(calculated).toMatch(new RegExp(`^(${uuid}) has statistics: submissions/[0-9a-f]{12}-\\1/statistics\\.json$`));
  expect(complaints.sort()).toEqual([
    "/data/scores: Expected an object, found null.",
    "/data/submissionId: Expected a UUID, found another string.",
    '/data/submittedAt: The field "submittedAt" is missing.',
    "/time: Expected a string, found a number.",
  ]);
});

test("each contract reads and writes by its name, and its types are those of the schema", async () => {
  const values = await result(`
      import { type QuizStatistics, type RawDataStored, rawDataStored, type ScorelineEvent, statistics, submissionRequest } from "@scoreline/contracts";
      import { readStatistics } from "@scoreline/contracts/validators";
      const event: RawDataStored = rawDataStored.read(${sent.rawDataStored});
      const either: ScorelineEvent = event;
      const type: "dev.scoreline.raw-data-stored.v1" = rawDataStored.type;
      const document: unknown = ${sent.statistics};
      const quizzes: QuizStatistics[] = statistics.read(document).quizzes;
      const mean: number | null | undefined = quizzes[0]?.mean;
      const leaking = { ...event, owner: "somebody" };
      const attempt = (act: () => unknown): unknown => { try { return act(); } catch (error) { return String(error); } };
      console.log(JSON.stringify([
        either.type === type, mean, readStatistics(document), readStatistics({}),
        attempt(() => rawDataStored.read(leaking)), attempt(() => rawDataStored.write(leaking)),
        submissionRequest.write({ data: ["Quiz1,85"] }), attempt(() => submissionRequest.read({ dta: [] })),
      ]));`);
  expect(values).toEqual([
    true,
    83.66666666666667,
    true,
    false,
    { ...JSON.parse(sent.rawDataStored), owner: "somebody" },
    'ContractError: Not a valid raw-data-stored at /owner: There is no field "owner": check its spelling, or leave it out.',
    { data: ["Quiz1,85"] },
    'ContractError: Not a valid submission-request at /data: The field "data" is missing. (and 1 more)',
  ]);
});

test("a misspelt field is a compile error, wherever it is read or written", async () => {
  const wrong: [expression: string, code: string, words: string][] = [
    ["rawDataStored.read(message).data.submisionId", "TS2551", "Did you mean 'submissionId'?"],
    ["readEvent(message).data.submisionId", "TS2551", "Did you mean 'submissionId'?"],
    ["readEvent(message).data.scores", "TS2339", "'scores' does not exist on type 'StatisticsCalculatedData'"],
    ['submissionRequest.write({ mode: "lenient" })', "TS2741", "'data' is missing"],
    ['submissionRequest.write({ data: [], mode: "lax" })', "TS2322", '"lax"'],
  ];
  const imports =
    'import { rawDataStored, readEvent, submissionRequest } from "@scoreline/contracts"; declare const message: unknown; export {};';
  await project.write("misspelt.ts", [imports, ...wrong.map(([expression]) => `console.log(${expression});`)].join("\n"));
  const { exitCode, stdout } = await project.check("misspelt.ts");
  expect(exitCode).not.toBe(0);
  const errors = [...stdout.matchAll(/^misspelt\.ts\((\d+),\d+\): error (TS\d+)/gm)].map(([, line, code]) => [Number(line), code]);
  expect(errors).toEqual(wrong.map(([, code], index) => [index + 2, code]));
  for (const [, , words] of wrong) expect(stdout).toContain(words);
});
