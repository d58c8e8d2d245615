// `npm start` as a user sees it: a process, what it prints, and how it ends.
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterEach, expect, test } from "@jest/globals";

const root = join(import.meta.dirname, "../..");
const running = new Set<ChildProcessWithoutNullStreams>();
afterEach(() => {
  for (const child of running) child.kill("SIGKILL");
});

/** Starts local/start.ts; `output` is what it printed so far, on both streams. */
function start(...args: string[]) {
  const child = spawn(process.execPath, [join(root, "local/start.ts"), ...args], { cwd: root });
  running.add(child);
  const printed: string[] = [];
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk) => {
      printed.push(String(chunk));
      for (const listener of listeners) listener();
    });
  const output = () => printed.join("");
  const ended = once(child, "close").then(([code]) => {
    running.delete(child);
    return code as number | null;
  });
  const prints = (text: string) =>
    new Promise<void>((resolve, reject) => {
      const look = () => output().includes(text) && resolve();
      listeners.add(look);
      look();
      void ended.then(() => reject(new Error(`It ended without printing "${text}":\n${output()}`)));
    });
  return { child, output, ended, prints };
}

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test("it prints the API's address, the inbox's and a curl to paste, and Ctrl-C ends it at once with nothing left behind", async () => {
  const { child, output, ended, prints } = start("--port", "0");
  await prints("Ctrl-C stops it.");
  const [, api = ""] = /API +(\S+)/.exec(output()) ?? [];
  const [, inbox = ""] = /Inbox +(\S+)/.exec(output()) ?? [];
  expect(output()).toContain(`curl -X POST "${api}" -H "Content-Type: application/json"`);
  expect((await fetch(inbox)).status).toBe(200);

  const children = await childrenOf(child.pid);
  expect(children.length).toBeGreaterThanOrEqual(3); // an environment of each function
  const before = Date.now();
  child.kill("SIGINT");
  expect(await ended).toBe(0);
  expect(Date.now() - before).toBeLessThan(3_000);
  expect(children.filter(isAlive)).toEqual([]);
  expect(output()).not.toMatch(/error|at .*\.ts:/i);
});

test("Ctrl-C in the middle of work ends it as cleanly", async () => {
  const { child, output, ended, prints } = start("--port", "0");
  await prints("Ctrl-C stops it.");
  const [, api = ""] = /API +(\S+)/.exec(output()) ?? [];
  const body = JSON.stringify({ data: ["Quiz1,85,76,90"] });
  await Promise.all(
    Array.from({ length: 10 }, () => fetch(api, { method: "POST", headers: { "content-type": "application/json" }, body })),
  );
  const children = await childrenOf(child.pid);
  child.kill("SIGINT");
  expect(await ended).toBe(0);
  expect(children.filter(isAlive)).toEqual([]);
});

test("a port that is taken is a message that says what to do, not a stack trace", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const address = other.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const { output, ended } = start("--port", String(port), "--inbox-port", "0");
  expect(await ended).toBe(1);
  other.close();
  expect(output()).toBe(`Port ${port} is taken. Choose others: npm start -- --port 3100 --inbox-port 3101\n`);
});

test.each([
  [["--port", "eighty"], '--port (or PORT) takes a port from 0 to 65535, not "eighty".\n'],
  [["--time-scale", "0"], '--time-scale takes a number from 1 to 1000, not "0".\n'],
])("the option %j is told what it takes", async (args, message) => {
  const { output, ended } = start(...args);
  expect(await ended).toBe(1);
  expect(output()).toBe(message);
});

test("an option that there is not is told, and --help lists those that there are", async () => {
  const unknown = start("--prot", "1");
  expect(await unknown.ended).toBe(1);
  expect(unknown.output()).toMatch(/^Unknown option '--prot'/);
  const help = start("--help");
  expect(await help.ended).toBe(0);
  expect(help.output()).toContain("--time-scale N");
});

/** The processes that a process started. */
async function childrenOf(pid: number | undefined): Promise<number[]> {
  const ps = spawn("ps", ["-o", "pid=", "--ppid", String(pid)]);
  const chunks = await Array.fromAsync(ps.stdout);
  return chunks
    .join("")
    .split("\n")
    .map(Number)
    .filter((child) => child > 0 && child !== ps.pid);
}
