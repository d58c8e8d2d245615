// Whether each released file still is what git saw first under its path: somebody may have changed file and checksum together.
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { type Fault, shown } from "./fault.ts";
import { releasedFolder } from "./releases.ts";

export interface History {
  faults: Fault[];
  /** Why git could not be asked, where that is so: no git, no repository, no commit. */
  unasked?: string;
}

interface FirstAdded {
  commit: string;
  /** The id of its bytes. */
  blob: string;
}

/**
 * Compares every released file that a commit before this state has added with what lies there now. It takes one `git log`. A shallow
 * clone sees the commits that it has.
 */
export async function historyOf(folder: string = releasedFolder): Promise<History> {
  const parent = dirname(resolve(folder));
  let log: string;
  try {
    log = await git(parent, additions(basename(resolve(folder))));
  } catch (error) {
    return { faults: [], unasked: firstLine(error) };
  }
  const faults: Fault[] = [];
  for (const [path, { commit, blob }] of firstAdded(log)) {
    const now = await readFile(join(parent, path)).catch(() => undefined);
    if (now !== undefined && blobId(now, blob.length) === blob) continue;
    const file = shown(parent, path);
    faults.push({
      file,
      what: `Commit ${commit} released it, and ${now === undefined ? "it is gone" : "its bytes are others now"}.`,
      remedy: `A released version never changes: bring it back, with its line in SHA256SUMS (git checkout ${commit} -- ${file}), and release what is new as a higher version.`,
    });
  }
  return { faults };
}

/** Every addition of a released file, parents before children, merges by each of their parents: what changed hands in a merge shows too. */
function additions(folder: string): string[] {
  const shape = ["--topo-order", "--reverse", "--full-history", "-m", "--no-renames", "--diff-filter=A"];
  const output = ["--raw", "--no-abbrev", "--format=%H", "--relative"];
  return ["-c", "core.quotePath=false", "-c", "log.showRoot=true", "log", ...shape, ...output, "--", `:(glob)${folder}/*/*.schema.json`];
}

function firstAdded(log: string): Map<string, FirstAdded> {
  const first = new Map<string, FirstAdded>();
  let commit = "";
  for (const line of log.split("\n")) {
    const [, blob, path] = /^:\d+ \d+ [0-9a-f]+ ([0-9a-f]+) A\t(.+)$/.exec(line) ?? [];
    if (blob === undefined || path === undefined) commit = line.slice(0, 10) || commit;
    else if (!first.has(path)) first.set(path, { commit, blob });
  }
  return first;
}

/** How git names these bytes: by SHA-1, or by SHA-256 in a repository whose ids are longer. */
function blobId(bytes: Buffer, digits: number): string {
  return createHash(digits === 40 ? "sha1" : "sha256")
    .update(`blob ${bytes.length}\0`)
    .update(bytes)
    .digest("hex");
}

async function git(cwd: string, parameters: string[]): Promise<string> {
  // In a hook these speak of another working folder.
  const { GIT_DIR: _dir, GIT_WORK_TREE: _tree, GIT_INDEX_FILE: _index, GIT_PREFIX: _prefix, ...env } = process.env;
  const { stdout } = await promisify(execFile)("git", parameters, { cwd, env, maxBuffer: 2 ** 26 });
  return stdout;
}

/** What git said, or why it could not be started. */
function firstLine(error: unknown): string {
  const said = typeof error === "object" && error !== null && "stderr" in error && String(error.stderr).trim();
  return (said || String(error)).split("\n")[0] ?? "";
}
