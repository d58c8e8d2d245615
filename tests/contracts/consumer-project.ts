// A project of somebody who builds on the contracts: empty but for the package, installed from its tarball without a network.
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");

export interface Ran {
  exitCode: number;
  stdout: string;
  stderr: string;
}

export interface ConsumerProject {
  folder: string;
  /** The package as npm packed it. */
  tarball: string;
  /** Where npm installed it. */
  installed: string;
  /** Writes a file of the project. */
  write(path: string, text: string): Promise<void>;
  /** Type-checks a file of the project with `tsc --strict`, declarations of the package included. */
  check(path: string): Promise<Ran>;
  /** Runs Node in the project. */
  node(...argv: string[]): Promise<Ran>;
  remove(): Promise<void>;
}

/** Packs generated/ and installs it in a new folder. Throws with npm's words where npm fails. */
export async function createConsumerProject(): Promise<ConsumerProject> {
  const home = await mkdtemp(join(tmpdir(), "scoreline-consumer-"));
  const folder = join(home, "project");
  const remove = () => rm(home, { recursive: true });
  const npm = async (...argv: string[]) => {
    const ran = await run("npm", [...argv, "--offline", "--no-audit", "--no-fund", "--cache", join(home, "cache")], folder);
    if (ran.exitCode !== 0) throw new Error(`npm ${argv[0]} failed:\n${ran.stdout}${ran.stderr}`);
  };
  try {
    await mkdir(folder);
    await writeFile(join(folder, "package.json"), JSON.stringify({ name: "consumer", private: true, type: "module" }));
    await npm("pack", join(root, "generated"), "--pack-destination", home);
    const tarball = join(home, (await readdir(home)).find((name) => name.endsWith(".tgz")) ?? "");
    await npm("install", tarball);
    const compiler = join(root, "node_modules/typescript/lib/tsc.js");
    const options = "--strict --noEmit --target es2023 --module nodenext --resolveJsonModule --allowImportingTsExtensions --pretty false";
    return {
      folder,
      tarball,
      installed: join(folder, "node_modules/@scoreline/contracts"),
      write: (path, text) => writeFile(join(folder, path), text),
      check: (path) => run(process.execPath, [compiler, ...options.split(" "), path], folder),
      node: (...argv) => run(process.execPath, argv, folder),
      remove,
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Runs a program to its end; one that does not start has exit code -1 and the reason as `stderr`. */
export function run(program: string, argv: string[], cwd: string): Promise<Ran> {
  return new Promise((resolve) => {
    execFile(program, argv, { cwd, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      const exitCode = error === null ? 0 : typeof error.code === "number" ? error.code : -1;
      resolve({ exitCode, stdout, stderr: exitCode === -1 ? `${error?.message}` : stderr });
    });
  });
}
