// On what, with what and when the bench was run.

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import { canPin } from "../cores.ts";

export interface Circumstances {
  date: string;
  /** The commit that was measured, and whether the working tree had more than that. */
  commit: string;
  cpu: string;
  cores: number;
  memoryBytes: number;
  node: string;
  canPin: boolean;
  /** Package and version, or "not installed". */
  peers: readonly [name: string, version: string][];
}

const bench = join(import.meta.dirname, "..");

export function circumstances(): Circumstances {
  const { dependencies } = JSON.parse(readFileSync(join(bench, "package.json"), "utf8"));
  return {
    date: new Date().toISOString().slice(0, 10),
    commit: commit(),
    cpu: cpus()[0]?.model.trim() ?? "unknown",
    cores: cpus().length,
    memoryBytes: totalmem(),
    node: process.versions.node,
    canPin,
    peers: Object.keys(dependencies).map((name) => [name, versionOf(name)]),
  };
}

function commit(): string {
  const git = (...arguments_: string[]) => spawnSync("git", arguments_, { cwd: bench, encoding: "utf8" }).stdout?.trim() ?? "";
  const head = git("rev-parse", "--short=10", "HEAD");
  if (head === "") return "unknown";
  const changes = git("status", "--porcelain", "--", ":/", ":!/bench/RESULTS.md");
  return changes === "" ? head : `${head} and changes that are not committed`;
}

function versionOf(name: string): string {
  try {
    return JSON.parse(readFileSync(join(bench, "node_modules", name, "package.json"), "utf8")).version;
  } catch {
    return "not installed";
  }
}
