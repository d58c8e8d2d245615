// docs/reporting.md as a reader follows it from top to bottom: its commands and programs, taken out of the page and run on the local stack.
import { writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { TSchema } from "@sinclair/typebox";
import { v7 as uuidV7 } from "uuid";
import { accept } from "../functions/boundary/contract.ts";
import { readSubmissionAccepted } from "../generated/validators/read-submission-accepted.js";
import { type Contract, catalogue } from "../schemas/catalogue.ts";
import { announcement, send } from "./end-to-end/announcement.ts";
import { postBody, startTestStack, type TestStack } from "./end-to-end/test-stack.ts";
import { databaseIn } from "./history-database.ts";
import { openPageShell, type PageShell } from "./page-shell.ts";
import { block, tableNames } from "./reporting-page.ts";

let stack: TestStack;
let shell: PageShell;
let receiverPort: number;
const program = async (language: string, name: string, file: string) => writeFile(join(shell.folder, file), block(language, name));

/** The block, with an address that the page has by way of example replaced by the one that is used here. */
function replaced(code: string, example: string, actual: string): string {
  if (!code.includes(example)) throw new Error(`The page's block does not say ${example}:\n${code}`);
  return code.replaceAll(example, actual);
}

async function submit(course: string, data: string[]): Promise<string> {
  const response = await postBody(stack, JSON.stringify({ data, course }));
  return accept("submission-accepted", readSubmissionAccepted, await response.json()).id;
}

beforeAll(async () => {
  [stack, shell, receiverPort] = await Promise.all([startTestStack(), openPageShell(), freePort()]);
  await shell.run(replaced(block("sh", "local"), "http://127.0.0.1:PORT", stack.emulator.url));
});
afterAll(async () => {
  await shell?.close();
  await stack?.stop();
});

test("a queue is subscribed with a filter, and a program reads from it what it asked for, and nothing else", async () => {
  const subscribed = await shell.run(block("sh", "queue"));
  expect(subscribed).toContain('"SubscriptionArn": "arn:aws:sns:us-east-1:000000000000:scoreline-events:');
  await program("js", "consumer", "consumer.mjs");
  await shell.start(block("sh", "consume"));
  await submit("CS-101", ["Other,1,2,3"]);
  await submit("CS-487", ["Quiz1,85,76,91", "Quiz2,78,,85"]);
  await shell.prints(/^CS-487, Quiz1: 3 scores, mean 84$/);
  await shell.prints(/^CS-487, Quiz2: 2 scores, mean 81.5$/);
  // Another one behind it: whatever was to come of the first has come by then.
  await submit("CS-487", ["Last,1"]);
  await shell.prints(/^CS-487, Last: 1 scores, mean 1$/);
  expect(shell.lines().join("\n")).not.toContain("Other");
});

test("an address is subscribed: it confirms, then gets events of every kind", async () => {
  await program("js", "receiver", "receiver.mjs");
  await program("js", "verify-local", "verify.mjs");
  await shell.start(replaced(block("sh", "receive"), "PORT=8080", `PORT=${receiverPort}`));
  await shell.prints(/^Listening\.$/);
  await shell.run(replaced(block("sh", "subscribe"), "http://127.0.0.1:8080", `http://127.0.0.1:${receiverPort}`));
  await shell.prints(/^Subscribed\.$/);
  const published = await submit("CS-487", ["Quiz1,85"]);
  await shell.prints(new RegExp(`^dev.scoreline.statistics-published.v1 ${published}$`));
  const rejected = await announcement(stack, uuidV7(), "Quiz1,x\n");
  await send(stack, "calculation", rejected);
  await shell.prints(new RegExp(`^dev.scoreline.submission-rejected.v1 ${rejected.data.submissionId}$`));
});

describe("the receiver refuses for good, with 400,", () => {
  const topic = "arn:aws:sns:us-east-1:000000000000:scoreline-events";
  const elsewhere = () => `${stack.emulator.url}/nowhere`;

  test.each([
    ["what is no message of SNS's", () => "{", /^SNS has not signed this\.$/],
    ["a message of another topic, whose link it does not open", () => message({ TopicArn: `${topic}-2` }), /^This is of another topic: /],
    ["an event that breaks its contract", () => message({ Type: "Notification", TopicArn: topic, Message: '{"type": "x"}' }), /type/],
  ])("%s", async (_what, body, said) => {
    const seen = stack.emulator.requests.all.length;
    const { status } = await fetch(`http://127.0.0.1:${receiverPort}/`, { method: "POST", body: body() });
    expect(status).toBe(400);
    await shell.prints(said);
    expect(stack.emulator.requests.all.slice(seen).filter(({ resource }) => resource.includes("nowhere"))).toEqual([]);
  });

  test("and for now, with 500, a subscription that it cannot confirm", async () => {
    const body = message({ TopicArn: topic });
    expect((await fetch(`http://127.0.0.1:${receiverPort}/`, { method: "POST", body })).status).toBe(500);
    await shell.prints(/^The subscription could not be confirmed: \d+$/);
  });

  const message = (fields: object) => JSON.stringify({ Type: "SubscriptionConfirmation", SubscribeURL: elsewhere(), ...fields });
});

test("the history is copied, and every query of the page answers", async () => {
  await shell.run(block("sh", "copy"));
  const database = await databaseIn(shell.folder);
  await database.rows(block("sql", "tables"));
  const [first, ...others] = await database.rows(block("sql", "counts"));
  expect(first).toMatchObject({ course: "CS-101", submissions: 1n, scores: 3n });
  expect(others).toMatchObject([{ course: "CS-487" }]);
  const trend = await database.rows(block("sql", "trend"));
  expect(trend.map(({ mean, change }) => [mean, change])).toEqual([
    [84, null],
    [85, 1],
  ]);
  expect(await database.rows(block("sql", "suppressed"))).toEqual([{ quizzes: 0n, means: 0n, missings: 0n }]);
  database.close();
});

describe("the page says what the contracts say:", () => {
  const published = Object.values<Contract>(catalogue).filter(({ attributes }) => attributes !== undefined);
  const columns: [name: string, schema: TSchema][] = Object.entries(catalogue["history-row"].schema.properties);
  const kindOf = ({ type, anyOf }: TSchema): string => type ?? anyOf[0].type;

  test("the attributes that the events have, and no others", () => {
    const names = new Set(["type", "schemamajor", ...published.flatMap(({ attributes }) => Object.keys(attributes ?? {}))]);
    expect(new Set(tableNames("## The events"))).toEqual(names);
  });

  test.each([
    ["sql athena", /`(\w+)` (\w+)(?=[,\n])/g, { string: "string", number: "double", integer: "bigint" }],
    ["python spark", /[\s`](\w+)`? ([A-Z]+)(?=[,\n])/g, { string: "STRING", number: "DOUBLE", integer: "BIGINT" }],
  ])("the columns of the table in %s, with the type of each", (named, pattern, types: Record<string, string>) => {
    const [language = "", name = ""] = named.split(" ");
    const found = [...block(language, name).matchAll(pattern)].map(([, column, type]) => [column, type]);
    const isTime = ({ format }: TSchema) => format === "date-time" && language === "python";
    expect(found).toEqual(columns.map(([column, schema]) => [column, isTime(schema) ? "TIMESTAMP" : types[kindOf(schema)]]));
  });
});

/** A port that is free now. */
async function freePort(): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>();
  const server = createServer().listen(0, "127.0.0.1", () => {
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    server.close(() => resolve(port));
  });
  return promise;
}
