import { expect, test } from "@jest/globals";
import { atGate, openGate } from "./gate.ts";
import { hostOf } from "./test-functions.ts";

const waitAtGate = `${atGate} export const handler = async ({ port, name }) => { await atGate(port); return name ?? process.pid; };`;
const pidOnly = "export const handler = async () => process.pid";

test("a free environment is used again", async () => {
  const host = await hostOf(pidOnly);
  const first = await host.invoke("tested", {});
  expect(await host.invoke("tested", {})).toEqual(first);
  expect(host.environments("tested")).toEqual([{ pid: first.ok && first.payload, state: expect.any(String), invocations: 2 }]);
});

test("one invocation after another never starts a second environment", async () => {
  const host = await hostOf(pidOnly);
  const pids = new Set<unknown>();
  for (let count = 0; count < 50; count += 1) {
    const result = await host.invoke("tested", {});
    pids.add(result.ok && result.payload);
  }
  expect([...pids]).toEqual([expect.any(Number)]);
  expect(host.environments("tested")).toMatchObject([{ invocations: 50 }]);
});

test("an invocation that finds none free starts another environment", async () => {
  const gate = await openGate();
  const host = await hostOf(waitAtGate);
  const results = [1, 2, 3].map(() => host.invoke("tested", { port: gate.port }));
  for (const socket of await gate.arrived(3)) gate.release(socket);
  const pids = (await Promise.all(results)).map((result) => result.ok && result.payload);
  expect(new Set(pids).size).toBe(3);
  expect(
    host
      .environments("tested")
      .map(({ pid }) => pid)
      .sort(),
  ).toEqual(pids.sort());
});

test("at the maximum, invocations wait for a free environment in the order they came", async () => {
  const gate = await openGate();
  const host = await hostOf(waitAtGate, { maximumEnvironments: 2 });
  const finished: unknown[] = [];
  const invoke = async (name: string) => {
    const result = await host.invoke("tested", { port: gate.port, name });
    finished.push(result.ok && result.payload);
  };
  const all = ["first", "second", "third", "fourth", "fifth"].map(invoke);
  await gate.arrived(2);
  expect(host.environments("tested")).toMatchObject([
    { state: "busy", invocations: 1 },
    { state: "busy", invocations: 1 },
  ]);
  // Each release lets one invocation finish, and the next arrival shows that its environment has taken another.
  for (let arrived = 2; arrived < 5; arrived += 1) {
    const socket = (await gate.arrived(arrived))[arrived - 2];
    if (socket) gate.release(socket);
  }
  for (const socket of (await gate.arrived(5)).slice(3)) gate.release(socket);
  await Promise.all(all);
  expect(finished.slice(2).sort()).toEqual(["fifth", "fourth", "third"]);
  expect(finished.indexOf("third")).toBeLessThan(finished.indexOf("fifth"));
  expect(host.environments("tested")).toHaveLength(2);
});

test("warming starts an environment that the next invocation uses", async () => {
  const host = await hostOf(pidOnly);
  await host.warm("tested");
  const [warm] = host.environments("tested");
  expect(warm).toEqual({ pid: expect.any(Number), state: "idle", invocations: 0 });
  expect(await host.invoke("tested", {})).toEqual({ ok: true, payload: warm?.pid });
});

test("warming twice starts one environment", async () => {
  const host = await hostOf(pidOnly);
  await Promise.all([host.warm("tested"), host.warm("tested")]);
  await host.warm("tested");
  expect(host.environments("tested")).toHaveLength(1);
});

test("an idle environment that dies is replaced without a failed invocation", async () => {
  const gate = await openGate();
  const host = await hostOf(`${atGate} void atGate(${gate.port}); ${pidOnly}`);
  await host.warm("tested");
  const [first] = host.environments("tested");
  const [socket] = await gate.arrived(1);
  const ended = new Promise((resolve) => socket?.once("close", resolve));
  if (first) process.kill(first.pid, "SIGKILL");
  await ended;
  const result = await host.invoke("tested", {});
  // The kill may be seen only after the invocation was handed over: then that one fails as it would in Lambda, and the next is well.
  const after = result.ok ? result : await host.invoke("tested", {});
  expect(after).toEqual({ ok: true, payload: expect.any(Number) });
  expect(after).not.toEqual({ ok: true, payload: first?.pid });
});
