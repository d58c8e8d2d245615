// The Python sample as a program, and as a library that is asked about many messages in one process.
import { spawn } from "node:child_process";
import { join } from "node:path";

const folder = join(import.meta.dirname, "../../examples/consumers/python");

export interface Ran {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs `python3`, which finds the sample's modules. Rejects where there is none. */
export function python(parameters: string[], input: string): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, PYTHONPATH: folder, PYTHONDONTWRITEBYTECODE: "1" };
    const child = spawn("python3", parameters, { env });
    const ran = { stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (text) => (ran.stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text) => (ran.stderr += text));
    child.on("error", (cause) => {
      const why = "The Python sample needs python3, 3.7 or later, on the PATH: install it, the standard library is enough.";
      reject(new Error(why, { cause }));
    });
    child.on("close", (code) => resolve({ ...ran, code }));
    // A program that ended early says so by its exit code.
    child.stdin.on("error", () => {});
    child.stdin.end(input);
  });
}

/** Runs the sample as its README says. */
export function readMessage(message: unknown): Promise<Ran> {
  return python([join(folder, "read_message.py")], typeof message === "string" ? message : JSON.stringify(message));
}

const manyMessages = `
import json, sys
from read_message import Refused, read_message
for line in sys.stdin:
    try:
        print(json.dumps({"type": type(read_message(line)).__name__}))
    except Refused as refused:
        print(json.dumps({"pointer": refused.pointer, "reason": refused.reason}))
`;

export type Answer = { type: string } | { pointer: string; reason: string };

/** What the sample makes of each message. With -O, which takes every assert away: nothing may rest on one. */
export async function answers(messages: unknown[]): Promise<Answer[]> {
  const { code, stdout, stderr } = await python(
    ["-O", "-c", manyMessages],
    messages.map((message) => `${JSON.stringify(message)}\n`).join(""),
  );
  if (code !== 0) throw new Error(`The Python sample fell over:\n${stderr}`);
  return stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}
