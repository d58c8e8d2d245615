import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "@jest/globals";
import { atGate, openGate } from "./gate.ts";
import { hostOf, writeBundle } from "./test-functions.ts";

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

const spinAfterGate = `
  ${atGate}
  export const handler = async ({ port, spin }) => { void atGate(port); if (spin) setTimeout(() => { for (;;); }, 20); await new Promise(() => setInterval(() => {}, 1000)); };
`;

test("stop ends every process at once, with invocations in flight and waiting", async () => {
  const gate = await openGate();
  const host = await hostOf(spinAfterGate, { maximumEnvironments: 2, timeoutSeconds: 60 });
  const results = [false, true, false].map((spin) => host.invoke("tested", { port: gate.port, spin }));
  await gate.arrived(2);
  const pids = host.environments("tested").map(({ pid }) => pid);
  expect(pids.filter(isRunning)).toHaveLength(2);
  const started = performance.now();
  await host.stop();
  expect(performance.now() - started).toBeLessThan(1_000);
  expect(pids.filter(isRunning)).toEqual([]);
  for (const result of await Promise.all(results)) expect(result).toMatchObject({ ok: false, error: { errorType: "Runtime.ExitError" } });
});

test("stop ends a process that is only starting", async () => {
  const gate = await openGate();
  const host = await hostOf(`${atGate} await atGate(${gate.port}); export const handler = async () => {};`);
  const result = host.invoke("tested", {});
  const [socket] = await gate.arrived(1);
  const ended = new Promise((resolve) => socket?.once("close", resolve));
  await host.stop();
  await ended;
  expect(await result).toMatchObject({ ok: false });
});

test("stop ends what a function has started", async () => {
  const gate = await openGate();
  const inner = `require("node:net").connect(${gate.port}, "127.0.0.1"); setInterval(() => {}, 1000)`;
  const host = await hostOf(`
    import { spawn } from "node:child_process";
    export const handler = async () => { spawn(process.execPath, ["-e", ${JSON.stringify(inner)}], { stdio: "ignore" }); };
  `);
  await host.invoke("tested", {});
  const [socket] = await gate.arrived(1);
  const ended = new Promise((resolve) => socket?.once("close", resolve));
  await host.stop();
  await ended;
});

test("after stop there are no more invocations, and stopping again is nothing", async () => {
  const host = await hostOf("export const handler = async () => {}");
  await host.stop();
  await host.stop();
  await expect(host.invoke("tested", {})).rejects.toThrow("The Lambda host is stopped");
});

test("a host that is killed leaves no process behind, neither an idle one nor one that spins", async () => {
  const gate = await openGate();
  const directory = await writeBundle(`
    ${atGate}
    void atGate(${gate.port});
    export const handler = async ({ spin }) => { if (spin) { console.log("spinning"); for (;;); } };
  `);
  const definition = { directory, memoryMb: 256, timeoutSeconds: 60, environment: {}, maximumEnvironments: 1 };
  const functions = ["idle", "spinning"].map((name) => ({ name, ...definition }));
  const script = `
    import { startLambdaHost } from ${JSON.stringify(new URL("./lambda-host.ts", import.meta.url).href)};
    const host = await startLambdaHost({ functions: ${JSON.stringify(functions)}, log: (_, line) => console.log(line) });
    await host.warm("idle");
    await host.warm("spinning");
    void host.invoke("spinning", { spin: true });
  `;
  const parent = spawn(process.execPath, ["--input-type=module", "-e", script], { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = await once(parent.stdout, "data");
  expect(String(line)).toBe("spinning\n");
  const sockets = await gate.arrived(2);
  const ended = Promise.all(sockets.map((socket) => once(socket, "close")));
  parent.kill("SIGKILL");
  await ended;
});
