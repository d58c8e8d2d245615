// How much memory a process occupies: what the memory limit of a function is held against.
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";

const run = promisify(execFile);

/**
 * Bytes of memory that are the process's own: anonymous pages on Linux (its share of the Node binary, which all environments map, is not
 * counted, as page cache is not in Lambda), the resident set as `ps` gives it elsewhere. 0 when the process has ended or cannot be read.
 */
export async function residentBytes(pid: number): Promise<number> {
  try {
    if (process.platform !== "linux") return 1024 * Number((await run("ps", ["-o", "rss=", "-p", String(pid)])).stdout);
    const status = await readFile(`/proc/${pid}/status`, "utf8");
    return 1024 * Number(/^RssAnon:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0);
  } catch {
    return 0;
  }
}
