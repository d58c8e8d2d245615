import { describe, expect, test } from "@jest/globals";
import { ExecutionEnvironment } from "./execution-environment.ts";
import type { InvokeError } from "./invoke-error.ts";
import { startOrphanGuard } from "./orphan-guard.ts";
import { hostOf, writeBundle } from "./test-functions.ts";

/** Does what the event says; `pid` by default. */
const obedient = `
  const held = [];
  const acts = {
    pid: () => process.pid,
    spin: () => { for (;;); },
    wait: () => new Promise((resolve) => setTimeout(resolve, 60_000)),
    exit: () => process.exit(3),
    exitWithoutReason: () => process.exit(0),
    kill: () => process.kill(process.pid, "SIGKILL"),
    never: () => new Promise(() => {}),
    throwError: () => { throw new RangeError("no such quiz"); },
    throwText: () => { throw "only text"; },
    throwLater: () => new Promise(() => setTimeout(() => { throw new Error("nobody catches this"); })),
    rejectLater: () => { Promise.reject(new Error("nobody awaits this")); return new Promise((resolve) => setTimeout(resolve, 60_000)); },
    circular: () => { const one = {}; one.self = one; return one; },
    buffers: async () => { for (;;) { held.push(Buffer.alloc(16 * 1024 * 1024, 1)); await null; } },
    heap: () => { for (;;) held.push({ text: "x" + held.length }); },
  };
  export const handler = async (event) => acts[event.act ?? "pid"]();
`;

const requestId = "RequestId: [0-9a-f-]{36} Error: ";

test("a function that spins past its time-out is killed and fails with Lambda's words", async () => {
  const host = await hostOf(obedient, { timeoutSeconds: 3, timeScale: 10 });
  await host.warm("tested");
  const started = performance.now();
  expect(await host.invoke("tested", { act: "spin" })).toEqual({
    ok: false,
    error: {
      errorType: "Sandbox.Timedout",
      errorMessage: expect.stringMatching(new RegExp(`^${requestId}Task timed out after 0.30 seconds$`)),
    },
  });
  const took = performance.now() - started;
  expect(took).toBeGreaterThanOrEqual(295);
  expect(took).toBeLessThan(1_500);
});

test("a time-out costs the environment and the next invocation gets a fresh one", async () => {
  const host = await hostOf(obedient, { timeoutSeconds: 1, timeScale: 5, maximumEnvironments: 1 });
  const before = await host.invoke("tested", {});
  await host.invoke("tested", { act: "wait" });
  const after = await host.invoke("tested", {});
  expect(after).toEqual({ ok: true, payload: expect.any(Number) });
  expect(after).not.toEqual(before);
});

describe.each([
  ["buffers", /^Runtime\.OutOfMemory$/, "signal: killed"],
  ["heap", /^Runtime\.(OutOfMemory|ExitError)$/, "signal: (killed|aborted)"],
])("a function that fills memory with %s", (act, errorType, reason) => {
  test("dies, and only that invocation fails", async () => {
    const host = await hostOf(obedient, { memoryMb: 128, maximumEnvironments: 2 });
    const [greedy, modest] = await Promise.all([host.invoke("tested", { act }), host.invoke("tested", {})]);
    expect(greedy).toEqual({
      ok: false,
      error: {
        errorType: expect.stringMatching(errorType),
        errorMessage: expect.stringMatching(new RegExp(`^${requestId}Runtime exited with error: ${reason}`)),
      },
    });
    expect(modest).toMatchObject({ ok: true });
    expect(await host.invoke("tested", {})).toMatchObject({ ok: true });
  });
});

describe.each([
  ["exit", "Runtime.ExitError", `^${requestId}Runtime exited with error: exit status 3$`],
  ["exitWithoutReason", "Runtime.ExitError", `^${requestId}Runtime exited without providing a reason$`],
  ["kill", "Runtime.ExitError", `^${requestId}Runtime exited with error: signal: killed$`],
  ["never", "Runtime.NodeJsExit", "a promise was never settled"],
  ["throwLater", "Error", "^nobody catches this$"],
  ["rejectLater", "Runtime.UnhandledPromiseRejection", "^nobody awaits this$"],
])("a process that ends in the middle of an invocation (%s)", (act, errorType, message) => {
  test("fails it, and the next one gets a fresh environment", async () => {
    const host = await hostOf(obedient);
    const before = await host.invoke("tested", {});
    expect(await host.invoke("tested", { act })).toMatchObject({
      ok: false,
      error: { errorType, errorMessage: expect.stringMatching(new RegExp(message)) },
    });
    const after = await host.invoke("tested", {});
    expect(after).toEqual({ ok: true, payload: expect.any(Number) });
    expect(after).not.toEqual(before);
  });
});

describe.each([
  ["throwError", { errorType: "RangeError", errorMessage: "no such quiz", trace: expect.arrayContaining(["RangeError: no such quiz"]) }],
  ["throwText", { errorType: "string", errorMessage: "only text", trace: [] }],
  ["circular", { errorType: "Error", errorMessage: "Unable to stringify response body", trace: expect.any(Array) }],
])("a handler that fails (%s)", (act, error) => {
  test("gives a function error, is logged, and the environment lives on", async () => {
    const lines: string[] = [];
    const host = await hostOf(obedient, { log: (_, line) => lines.push(line) });
    const before = await host.invoke("tested", {});
    expect(await host.invoke("tested", { act })).toEqual({ ok: false, error });
    expect(await host.invoke("tested", {})).toEqual(before);
    await host.stop();
    expect(lines).toEqual([expect.stringMatching(/^\S+Z\t[0-9a-f-]{36}\tERROR\tInvoke Error\t\{"errorType":/)]);
  });
});

describe.each([
  ["throws", 'throw new TypeError("RAW_BUCKET is missing")', "TypeError", /^RAW_BUCKET is missing$/],
  ["imports what is not there", 'import "./nothing.mjs"', "Runtime.ImportModuleError", /nothing\.mjs/],
  ["is not JavaScript", "export const handler = (", "Runtime.UserCodeSyntaxError", /./],
  [
    "exports no handler",
    "export const handle = async () => {}",
    "Runtime.HandlerNotFound",
    /^index\.handler is undefined or not exported$/,
  ],
  ["exits", "process.exit(1)", "Runtime.ExitError", /Runtime exited with error: exit status 1$/],
])("a bundle that %s", (_, source, errorType, message) => {
  test("fails the invocation and the warming with its own words", async () => {
    const host = await hostOf(source);
    expect(await host.invoke("tested", {})).toMatchObject({
      ok: false,
      error: { errorType, errorMessage: expect.stringMatching(message) },
    });
    await expect(host.warm("tested")).rejects.toThrow(errorType);
  });
});

test("an initialisation that failed is tried again by the next invocation", async () => {
  const host = await hostOf(`
    import { existsSync, writeFileSync } from "node:fs";
    if (!existsSync("tried")) { writeFileSync("tried", ""); throw new Error("only once"); }
    export const handler = async () => "initialised";
  `);
  expect(await host.invoke("tested", {})).toMatchObject({ ok: false, error: { errorMessage: "only once" } });
  expect(await host.invoke("tested", {})).toEqual({ ok: true, payload: "initialised" });
});

test("every invocation that waits for a bundle that cannot start gets the error", async () => {
  const host = await hostOf('throw new Error("never")', { maximumEnvironments: 1 });
  const results = await Promise.all([1, 2, 3].map((event) => host.invoke("tested", event)));
  expect(results.map((result) => !result.ok && result.error.errorMessage)).toEqual(["never", "never", "never"]);
});

test("a bundle directory that does not exist fails the invocation", async () => {
  const host = await hostOf("", { directory: "/nowhere/at/all" });
  expect(await host.invoke("tested", {})).toMatchObject({ ok: false, error: { errorType: "Runtime.InvalidEntrypoint" } });
});

test("an initialisation that takes too long is killed", async () => {
  const guard = startOrphanGuard();
  const ended = Promise.withResolvers<InvokeError | undefined>();
  const environment = new ExecutionEnvironment({
    definition: {
      name: "tested",
      directory: await writeBundle("await new Promise((resolve) => setTimeout(resolve, 60_000))"),
      memoryMb: 256,
      timeoutSeconds: 60,
      environment: {},
      maximumEnvironments: 1,
    },
    timeoutMs: 60_000,
    initTimeoutMs: 400,
    guard,
    log: () => {},
    onIdle: () => ended.reject(new Error("It was initialised")),
    onEnd: ended.resolve,
  });
  try {
    expect(await ended.promise).toMatchObject({
      errorType: "Sandbox.Timedout",
      errorMessage: expect.stringMatching(/Task timed out after 0\.40 seconds$/),
    });
  } finally {
    await environment.stop();
    await guard.stop();
  }
});
