// A shell into which the commands of a page are pasted, in a folder of its own, where `aws` and the packages are that the page speaks of.
import { spawn } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

const root = join(import.meta.dirname, "..");

export interface PageShell {
  folder: string;
  /** Runs commands to their end; gives what they printed. Rejects where one fails, with what the shell said. */
  run(commands: string): Promise<string>;
  /** Starts a command that goes on until the shell is closed. */
  start(command: string): Promise<void>;
  /** Waits until something has printed a line that matches, since the shell was opened. */
  prints(line: RegExp): Promise<string>;
  /** Every line so far. */
  lines(): string[];
  close(): Promise<void>;
}

export async function openPageShell(): Promise<PageShell> {
  const folder = await mkdtemp(join(tmpdir(), "scoreline-page-"));
  await mkdir(join(folder, "bin"));
  await writeFile(join(folder, "bin/aws"), `#!/bin/sh\nexec "${process.execPath}" "${join(root, "tests/aws-cli.ts")}" "$@"\n`);
  await chmod(join(folder, "bin/aws"), 0o755);
  await mkdir(join(folder, "node_modules/@scoreline"), { recursive: true });
  await symlink(join(root, "generated"), join(folder, "node_modules/@scoreline/contracts"));
  await symlink(join(root, "node_modules/@aws-sdk"), join(folder, "node_modules/@aws-sdk"));
  const path = [join(folder, "bin"), join(process.execPath, ".."), process.env.PATH].join(delimiter);
  // A group of its own, so that what it started ends with it.
  const child = spawn("bash", ["-euo", "pipefail"], { cwd: folder, env: { ...process.env, PATH: path }, detached: true });
  // Not "close": what it started in the background holds its output open.
  const ended = once(child, "exit");
  const told = new EventEmitter();
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (chunk) => {
      output += chunk;
      told.emit("output");
    });
  const failed = ended.then(() => {
    throw new Error(`The shell ended:\n${output}`);
  });
  failed.catch(() => {});
  // Whoever writes to a shell that has ended learns it from `failed`.
  child.stdin.on("error", () => {});
  const lines = () => output.split("\n").slice(0, -1);
  const prints = async (line: RegExp) => {
    const signal = AbortSignal.timeout(20_000);
    for (;;) {
      const found = lines().find((each) => line.test(each));
      if (found !== undefined) return found;
      await Promise.race([once(told, "output", { signal }), failed]).catch((cause) => {
        throw signal.aborted ? new Error(`Nothing printed ${line}:\n${output}`, { cause }) : cause;
      });
    }
  };
  let ran = 0;
  return {
    folder,
    run: async (commands) => {
      const from = output.length;
      ran += 1;
      child.stdin.write(`${commands}\necho "ran ${ran}"\n`);
      await prints(new RegExp(`^ran ${ran}$`));
      return output.slice(from).replace(/ran \d+\n$/, "");
    },
    start: async (command) => void child.stdin.write(`{ ${command.trimEnd()}\n} &\n`),
    prints,
    lines,
    close: async () => {
      // Where the shell has ended by itself, what it started may be left.
      if (child.pid !== undefined) endGroup(child.pid);
      await ended;
      await rm(folder, { recursive: true });
    },
  };
}

function endGroup(leader: number): void {
  try {
    process.kill(-leader, "SIGKILL");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}
