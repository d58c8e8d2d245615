import { describe, expect, test } from "@jest/globals";
import { payloadLimitBytes } from "./payload-limit.ts";
import { hostOf } from "./test-functions.ts";

const describeItself = `
  export const handler = async (event, context) => ({
    event,
    context: { ...context, getRemainingTimeInMillis: undefined },
    remaining: context.getRemainingTimeInMillis(),
    environment: { ...process.env },
    folder: process.cwd(),
    flags: process.execArgv,
    node: process.version,
  });
`;

test("a handler gets the event and its result is the payload", async () => {
  const host = await hostOf("export const handler = async ({ numbers }) => ({ sum: numbers[0] + numbers[1], text: 'é€𝄞' })");
  expect(await host.invoke("tested", { numbers: [85, 76] })).toEqual({ ok: true, payload: { sum: 161, text: "é€𝄞" } });
});

test("a handler that returns nothing gives null", async () => {
  const host = await hostOf("export const handler = async () => {}");
  expect(await host.invoke("tested", {})).toEqual({ ok: true, payload: null });
});

test("the context names the request, the function and its log", async () => {
  const host = await hostOf(describeItself, { memoryMb: 192 });
  expect(await host.invoke("tested", {})).toMatchObject({
    payload: {
      context: {
        awsRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        functionName: "tested",
        functionVersion: "$LATEST",
        invokedFunctionArn: "arn:aws:lambda:us-east-1:000000000000:function:tested",
        memoryLimitInMB: "192",
        logGroupName: "/aws/lambda/tested",
        logStreamName: expect.stringMatching(/^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}$/),
      },
      node: process.version,
    },
  });
});

test("the remaining time counts down from the scaled time-out", async () => {
  const host = await hostOf("export const handler = async (event, context) => context.getRemainingTimeInMillis()", {
    timeoutSeconds: 40,
    timeScale: 4,
  });
  const result = await host.invoke("tested", {});
  expect(result).toEqual({ ok: true, payload: expect.any(Number) });
  const remaining = result.ok ? Number(result.payload) : 0;
  expect(remaining).toBeGreaterThan(9_000);
  expect(remaining).toBeLessThanOrEqual(10_000);
});

test("a function sees its own variables and Lambda's, and nothing of this machine but PATH", async () => {
  const { env } = process;
  Object.assign(env, { SCORELINE_SECRET: "of the developer" });
  const host = await hostOf(describeItself, { environment: { AWS_ENDPOINT_URL: "http://127.0.0.1:9", RAW_BUCKET: "raw" } });
  const result = await host.invoke("tested", {});
  Reflect.deleteProperty(env, "SCORELINE_SECRET");
  expect(result).toMatchObject({ ok: true });
  const { environment, folder } = Object(result.ok ? result.payload : undefined);
  expect(environment).toEqual({
    PATH: expect.stringContaining("/"),
    HOME: folder,
    LANG: "en_US.UTF-8",
    TZ: ":UTC",
    AWS_REGION: "us-east-1",
    AWS_DEFAULT_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: "tested",
    AWS_SECRET_ACCESS_KEY: "local",
    AWS_ENDPOINT_URL: "http://127.0.0.1:9",
    RAW_BUCKET: "raw",
    AWS_LAMBDA_FUNCTION_NAME: "tested",
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: "256",
    AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
    AWS_LAMBDA_LOG_GROUP_NAME: "/aws/lambda/tested",
    AWS_LAMBDA_LOG_STREAM_NAME: expect.any(String),
    AWS_LAMBDA_RUNTIME_API: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
    LAMBDA_TASK_ROOT: folder,
    _HANDLER: "index.handler",
    _X_AMZN_TRACE_ID: expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0$/),
  });
});

test("what a function writes reaches the log line by line", async () => {
  const lines: string[] = [];
  const host = await hostOf(
    `export const handler = async () => {
      process.stdout.write("first\\nsec");
      process.stdout.write("ond \\u2028 still second\\r\\n");
      process.stderr.write("to stderr");
    }`,
    { log: (functionName, line) => lines.push(`${functionName}: ${line}`) },
  );
  await host.invoke("tested", {});
  await host.stop();
  expect(lines.sort()).toEqual(["tested: first", "tested: second \u2028 still second", "tested: to stderr"]);
});

describe("the payload limit", () => {
  const lengthOf = "export const handler = async ({ text, answer }) => answer ? 'x'.repeat(answer) : text.length";
  const aroundIt = '{"text":""}'.length;

  test("an event of exactly 6 MB passes", async () => {
    const host = await hostOf(lengthOf);
    const text = "x".repeat(payloadLimitBytes - aroundIt);
    expect(await host.invoke("tested", { text })).toEqual({ ok: true, payload: text.length });
  });

  test("an event of one byte more is refused", async () => {
    const host = await hostOf(lengthOf);
    expect(await host.invoke("tested", { text: "x".repeat(payloadLimitBytes - aroundIt + 1) })).toEqual({
      ok: false,
      error: {
        errorType: "RequestEntityTooLarge",
        errorMessage: "Request must be smaller than 6291456 bytes for the InvokeFunction operation",
      },
    });
  });

  test("a result of exactly 6 MB passes and one of a byte more fails that invocation alone", async () => {
    const host = await hostOf(lengthOf);
    const quotes = 2;
    expect(await host.invoke("tested", { answer: payloadLimitBytes - quotes })).toMatchObject({ ok: true });
    expect(await host.invoke("tested", { answer: payloadLimitBytes - quotes + 1 })).toEqual({
      ok: false,
      error: {
        errorType: "Function.ResponseSizeTooLarge",
        errorMessage: "Response payload size exceeded maximum allowed payload size (6291456 bytes).",
      },
    });
    expect(await host.invoke("tested", { text: "four" })).toEqual({ ok: true, payload: 4 });
    expect(host.environments("tested")).toMatchObject([{ invocations: 3 }]);
  });
});

test("a function that does not exist rejects", async () => {
  const host = await hostOf(describeItself);
  await expect(host.invoke("another", {})).rejects.toThrow("Function not found: another");
});
