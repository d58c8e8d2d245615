// Runs a command of scripts/contracts as its own process, in this project or in a copy of it.
import { spawn } from "node:child_process";
import { cp, symlink } from "node:fs/promises";
import { basename, join } from "node:path";
import { text } from "node:stream/consumers";
import { folderOf } from "./release-folder.ts";

export const projectRoot = join(import.meta.dirname, "../..");

export interface Outcome {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** `node scripts/contracts/<command>.ts <parameters>` in `root`. */
export async function run(command: "check" | "release", parameters: string[], root = projectRoot): Promise<Outcome> {
  return node([join(root, `scripts/contracts/${command}.ts`), ...parameters], root);
}

/** Brings the generated files of a copy up to date with its schemas. */
export async function generate(root: string): Promise<Outcome> {
  return node([join(root, "scripts/generate.ts")], root);
}

async function node(parameters: string[], cwd: string): Promise<Outcome> {
  const child = spawn(process.execPath, parameters, { cwd, stdio: ["ignore", "pipe", "pipe"] });
  const exit = new Promise<number | null>((resolve, reject) => child.on("error", reject).on("close", resolve));
  const [code, stdout, stderr] = await Promise.all([exit, text(child.stdout), text(child.stderr)]);
  return { code, stdout, stderr };
}

/** A temporary copy of the project that was never released, generated files up to date, to be changed at will. */
export async function copyOfProject(): Promise<string> {
  const copy = await folderOf({});
  const left = new Set(["node_modules", ".git", "dist", "coverage", "bench", "tests"]);
  const filter = (path: string) => !left.has(basename(path)) && path !== join(projectRoot, "schemas/released");
  await cp(projectRoot, copy, { recursive: true, filter });
  await symlink(join(projectRoot, "node_modules"), join(copy, "node_modules"));
  // Validators tell where the bundled modules lie, and these now lie elsewhere.
  const { code, stderr } = await generate(copy);
  if (code !== 0) throw new Error(`A copy of the project cannot be generated:\n${stderr}`);
  return copy;
}
