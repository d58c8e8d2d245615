import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { accept } from "../../functions/boundary/contract.ts";
import { readProblem } from "../../generated/validators/read-problem.js";
import { pipeline, postBody, startTestStack, type TestStack } from "./test-stack.ts";

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.stop());

afterEach(async () => {
  expect(await stack.keys("raw")).toEqual([]);
  expect(stack.emulator.requests.all.filter(({ operation }) => operation === "SendMessage")).toEqual([]);
});

/** The problem that a response is, by its contract. */
async function problemOf(response: Response) {
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  const problem = accept("problem", readProblem, await response.json());
  expect(problem.status).toBe(response.status);
  return problem;
}

test.each(["", "{", "Quiz1,85", '{"data": ["Quiz1,85"]', "\u0000"])("400: %j is not JSON", async (body) => {
  expect(await problemOf(await postBody(stack, body))).toMatchObject({ status: 400, code: "malformed-json" });
});

test.each([
  ["null", [["", "wrong-type", "Expected an object, found null."]]],
  ["[]", [["", "wrong-type", "Expected an object, found an empty array."]]],
  ["7", [["", "wrong-type", "Expected an object, found a number."]]],
  ["{}", [["/data", "missing-field", 'The field "data" is missing.']]],
  ['{"data":[]}', [["/data", "too-few", "Expected 1 or more, found an empty array."]]],
  ['{"data":"Quiz1,85"}', [["/data", "wrong-type", "Expected an array, found a string."]]],
  [
    '{"data":["Quiz1,85",42,null]}',
    [
      ["/data/1", "wrong-type", "Expected a string, found a number."],
      ["/data/2", "wrong-type", "Expected a string, found null."],
    ],
  ],
  [
    '{"dta":["Quiz1,85"]}',
    [
      ["/data", "missing-field", 'The field "data" is missing.'],
      ["/dta", "unknown-field", 'There is no field "dta": check its spelling, or leave it out.'],
    ],
  ],
])("422: %s breaks the contract, and each place is told", async (body, expected) => {
  const problem = await problemOf(await postBody(stack, body));
  expect(problem).toMatchObject({ status: 422, code: "invalid-request", errorCount: expected.length });
  expect(problem.errors?.map(({ pointer, code, detail }) => [pointer, code, detail]).sort()).toEqual(expected);
});

describe("422: score lines that cannot be read", () => {
  test.each([
    ["Quiz1", "no-scores", 1, "Quiz1"],
    ["Quiz1,85,abc", "type-error", 3, "abc"],
    ["Quiz1,nan", "type-error", 2, "nan"],
    ["Quiz1,inf", "type-error", 2, "inf"],
    ["Quiz1,1_000", "type-error", 2, "1_000"],
    ["Quiz1,0x10", "type-error", 2, "0x10"],
    ["Quiz1,1e400", "number-out-of-range", 2, "1e400"],
    ["Quiz1,85\nQuiz2,78", "embedded-newline", 1, "Quiz1,85\nQuiz2,78"],
  ])("%j is told with index, line, column and cell", async (line, code, column, cell) => {
    const problem = await problemOf(await stack.post(["Quiz0,50", line]));
    expect(problem).toMatchObject({ status: 422, code: "invalid-scores", errorCount: 1, truncated: false });
    expect(problem.errors).toEqual([{ pointer: "/data/1", code, line: 2, column, cell, detail: expect.stringMatching(/\S/) }]);
  });

  test("all bad lines are told at once", async () => {
    const problem = await problemOf(await stack.post(["Quiz1,x", "Quiz2,78", "Quiz3", "Quiz4,1,y,z"]));
    expect(problem.errors?.map(({ pointer, column }) => [pointer, column])).toEqual([
      ["/data/0", 2],
      ["/data/2", 1],
      ["/data/3", 3],
      ["/data/3", 4],
    ]);
  });
});

test("413: a body over the limit is told what it has and what it may have", async () => {
  const body = JSON.stringify({ data: [`Quiz1${",85".repeat(pipeline.api.maxBodyBytes / 3)}`] });
  const problem = await problemOf(await postBody(stack, body));
  expect(problem).toMatchObject({ status: 413, code: "body-too-large" });
  expect(problem.detail).toContain(`${body.length} bytes, and at most ${pipeline.api.maxBodyBytes}`);
});

test("413: what the gateway does not even pass on has the gateway's own shape", async () => {
  const response = await postBody(stack, "x".repeat(11 * 1024 * 1024)).catch((error) => error);
  // The gateway answers and closes while the body is still coming: a client may see the answer or the closed connection.
  if (response instanceof Response) {
    expect(response.status).toBe(413);
    expect(await response.json()).toEqual({ message: "Request Entity Too Large" });
  } else expect(response).toBeInstanceOf(TypeError);
});

test.each(["text/plain", "multipart/form-data; boundary=x", "application/xml", "text/csv; charset=utf-16"])(
  "415: %s is no content type that is taken",
  async (type) => {
    const response = await postBody(stack, '{"data":["Quiz1,85"]}', type);
    expect(response.headers.get("accept")).toBe("application/json, text/csv, application/octet-stream");
    expect(await problemOf(response)).toMatchObject({ status: 415, code: "unsupported-media-type" });
  },
);

test.each(["PUT", "PATCH", "DELETE"])("405: %s /submissions, with Allow", async (method) => {
  const response = await fetch(`${stack.api.url}/submissions`, { method });
  expect(response.headers.get("allow")).toBe("POST, GET");
  expect(await problemOf(response)).toMatchObject({ status: 405, code: "method-not-allowed" });
});

test.each(["/", "/submission", "/submissions/", "/submissions/1", "/..%2f", "/%00"])("404: %s", async (path) => {
  expect(await problemOf(await fetch(stack.api.url + path))).toMatchObject({ status: 404, code: "not-found" });
});
