// The host's end of the guard process (guard.mjs), which ends the environments of a host that died.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

export interface OrphanGuard {
  /** The process group `pid` must not outlive this process. */
  watch(pid: number): void;
  /** The process has ended: its id may be given to another. */
  forget(pid: number): void;
  stop(): Promise<void>;
}

export function startOrphanGuard(): OrphanGuard {
  // In a group of its own: a Ctrl-C in the terminal goes to the host alone, which then stops everything in order.
  const child = spawn(process.execPath, [fileURLToPath(new URL("./guard.mjs", import.meta.url))], {
    detached: true,
    env: {},
    stdio: ["pipe", "ignore", "ignore"],
  });
  const ended = once(child, "exit");
  child.stdin.on("error", () => {});
  return {
    watch: (pid) => void child.stdin.write(`+${pid}\n`),
    forget: (pid) => void child.stdin.write(`-${pid}\n`),
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}
