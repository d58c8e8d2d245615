import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { startTestStack, type TestStack } from "./test-stack.ts";

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.stop());

test("200 submissions at once: 200 ids are reported, each in exactly one mail", async () => {
  const accepted = await Promise.all(Array.from({ length: 200 }, (_, index) => stack.submit([`Quiz ${index},${index / 4},76,90`])));
  const ids = accepted.map(({ id }) => id);
  expect(new Set(ids).size).toBe(200);
  await Promise.all(ids.map((id) => stack.mailAbout(id, 60_000)));
  expect(ids.map((id) => stack.mailsAbout(id))).toEqual(ids.map(() => 1));

  const mails = stack.inbox.mails.filter(({ kind }) => kind === "notification");
  expect(mails.length).toBeLessThan(200);
  for (const [index, id] of ids.entries()) {
    const { body } = await stack.mailAbout(id);
    // Alone it is a report with its table; else it has a line in a digest.
    const isReport = body.includes(`\nSubmission ${id}\n`);
    expect(body).toMatch(isReport ? new RegExp(`^Quiz ${index} +3 +0 `, "m") : new RegExp(`^${id} {2}1 quiz, 3 scores$`, "m"));
  }
}, 90_000);
