import { describe, expect, test } from "@jest/globals";
import examples from "../../schemas/examples/statistics.json" with { type: "json" };
import { largestAnswerBytes } from "../boundary/http/answer.ts";
import { Problem } from "../boundary/problem.ts";
import { statisticsOf, type Wanted } from "./statistics-of.ts";

const etag = '"5f0c6a523f0e4f0c9d531f1c6a52aa10"';
const value = examples.valid[0]?.value;
// Not as JSON.stringify would write it: bytes that were stored are answered, and not what they mean.
const stored = `${JSON.stringify(value, null, 1)}\n`;

/** The answer, and what was done for it. */
async function answered(wanted: Wanted, text = stored) {
  const done: string[] = [];
  const bytes = Buffer.from(text);
  const found = {
    etag,
    sizeBytes: bytes.length,
    bytes: async () => {
      done.push("read");
      return bytes;
    },
    discard: () => void done.push("discard"),
  };
  const answer = await statisticsOf(wanted, {
    open: async () => found,
    presign: async (contentType) => `https://s3.example/statistics.json?as=${contentType}`,
    absence: async () => new Problem("not-ready", "Not yet."),
  });
  return { answer, done };
}

/** A document of about so many bytes. */
function large(sizeBytes: number, filling = "x"): string {
  const quiz = value?.quizzes[0];
  const one = { ...quiz, name: filling.repeat(500) };
  const count = Math.ceil(sizeBytes / Buffer.byteLength(JSON.stringify(one)));
  return JSON.stringify({ ...value, quizzes: Array.from({ length: count }, () => one) });
}

test("JSON is the stored document to the byte, with S3's ETag", async () => {
  const { answer } = await answered({ accept: "application/json" });
  expect(answer).toEqual({ status: 200, headers: { etag, vary: "Accept" }, text: stored, contentType: "application/json" });
});

test("whoever says nothing of the form gets JSON", async () => {
  expect((await answered({})).answer).toMatchObject({ contentType: "application/json" });
});

test("CSV has a line for each quiz, and a strong ETag of its own that is the same every time", async () => {
  const { answer } = await answered({ accept: "text/csv" });
  expect(answer).toMatchObject({ status: 200, contentType: "text/csv; charset=utf-8; header=present", headers: { vary: "Accept" } });
  expect(answer.text?.split("\r\n")).toHaveLength(1 + (value?.quizzes.length ?? 0) + 1);
  expect(answer.headers.etag).toMatch(/^"[\w-]{43}"$/);
  expect((await answered({ accept: "text/csv" })).answer).toEqual(answer);
});

test("a form that there is not is a problem, and nothing is read", async () => {
  await expect(answered({ accept: "application/xml" })).rejects.toMatchObject({ code: "not-acceptable", status: 406 });
});

test("where there are none, why is the problem", async () => {
  const absence = async () => new Problem("not-ready", "Not yet.");
  await expect(statisticsOf({}, { open: async () => undefined, presign: async () => "", absence })).rejects.toMatchObject({
    code: "not-ready",
  });
});

describe("what the client has already", () => {
  test.each([etag, `W/${etag}`, `"other", ${etag}`, "*"])("If-None-Match: %s gets 304, and the bytes do not come", async (named) => {
    const { answer, done } = await answered({ "if-none-match": named });
    expect(answer).toEqual({ status: 304, headers: { etag, vary: "Accept" } });
    expect(done).toEqual(["discard"]);
  });

  test("the ETag of one form is not that of the other", async () => {
    const csv = (await answered({ accept: "text/csv" })).answer.headers.etag;
    expect((await answered({ accept: "text/csv", "if-none-match": etag })).answer.status).toBe(200);
    expect((await answered({ "if-none-match": csv })).answer.status).toBe(200);
    expect((await answered({ accept: "text/csv", "if-none-match": csv })).answer).toEqual({
      status: 304,
      headers: { etag: csv, vary: "Accept" },
    });
  });
});

describe("what is too large for an answer", () => {
  const redirect = {
    status: 303,
    headers: { location: "https://s3.example/statistics.json?as=application/json", vary: "Accept" },
  };

  test("is a redirect, and the bytes do not come", async () => {
    const { answer, done } = await answered({}, large(largestAnswerBytes + 1));
    expect(answer).toEqual(redirect);
    expect(done).toEqual(["discard"]);
  });

  test("is also what only becomes too large by the escapes that Lambda carries it with", async () => {
    const text = large(largestAnswerBytes * 0.9, "\\");
    expect(text.length).toBeLessThan(largestAnswerBytes);
    expect((await answered({}, text)).answer).toEqual(redirect);
  });

  test("is still a 304 for who has it", async () => {
    expect((await answered({ "if-none-match": etag }, large(largestAnswerBytes + 1))).answer.status).toBe(304);
  });

  test("as CSV is a problem that says which form there is", async () => {
    await expect(answered({ accept: "text/csv" }, large(4 * largestAnswerBytes, "a,"))).rejects.toMatchObject({
      code: "not-acceptable",
      message: expect.stringContaining("application/json"),
    });
  });
});
