// Copies of the sources in temporary folders, in which a test changes contracts as a developer does, and builds the functions.
import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

const root = join(import.meta.dirname, "../..");
/** What is made from the rest, and what a build does not need. */
const leftOut = new Set(["node_modules", "generated", "dist", "bench", "coverage", ".git", ".terraform"]);

/** Sources whose functions are built. */
export interface Build {
  folder: string;
  /** One folder for each function, as `npm run build` makes them. */
  bundles: string;
}

/** What `npm run build` has built of the sources as they are. */
export const current: Build = { folder: root, bundles: join(root, "dist") };

/** All copies of one test. */
export class Copies {
  readonly #folders: string[] = [];
  readonly #building: Promise<Build>[] = [];

  /**
   * Copies the sources as they are, lets `change` edit the copy, and does there what CONTRIBUTING.md asks for: `npm run generate`, the
   * compiler, `npm run build`. Throws with what the failing step printed.
   */
  changed(change: (folder: string) => Promise<void>): Promise<Build> {
    return this.#keep(async () => {
      const folder = await this.#copy(root, leftOut);
      await change(folder);
      await run(folder, process.execPath, "scripts/generate.ts");
      await writeFile(join(folder, "tsconfig.functions.json"), '{ "extends": "./tsconfig.json", "include": ["functions/*/index.ts"] }');
      await run(folder, join(root, "node_modules/.bin/tsc"), "--project", "tsconfig.functions.json");
      return this.#build(folder);
    });
  }

  /** Copies the sources of a build with what was generated there, lets `change` edit what was generated, and builds the functions again. */
  regenerated(from: Build, change: (folder: string) => Promise<void>): Promise<Build> {
    return this.#keep(async () => {
      const folder = await this.#copy(from.folder, new Set([...leftOut].filter((name) => name !== "generated")));
      await change(folder);
      return this.#build(folder);
    });
  }

  /** A folder of bundles with each function from the build that is named for it, as they stand beside one another in a roll-out. */
  async mixed(builds: Record<string, Build>): Promise<string> {
    const folder = await this.#folder();
    for (const [name, { bundles }] of Object.entries(builds)) await symlink(join(bundles, name), join(folder, name));
    return folder;
  }

  async remove(): Promise<void> {
    await Promise.allSettled(this.#building);
    await Promise.all(this.#folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
  }

  /** What is still being built when a test fails is waited for, so that it leaves nothing behind. */
  #keep(build: () => Promise<Build>): Promise<Build> {
    const building = build();
    this.#building.push(building);
    return building;
  }

  async #folder(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), "scoreline-evolution-"));
    this.#folders.push(folder);
    return folder;
  }

  async #copy(from: string, without: Set<string>): Promise<string> {
    const folder = await this.#folder();
    await cp(from, folder, { recursive: true, filter: (path) => path === from || !without.has(basename(path)) });
    await symlink(join(root, "node_modules"), join(folder, "node_modules"));
    return folder;
  }

  async #build(folder: string): Promise<Build> {
    await run(folder, process.execPath, "scripts/build.ts");
    return { folder, bundles: join(folder, "dist") };
  }
}

/** Replaces in a file of a copy what `found` matches. Throws where it matches nothing: then the sources have moved on. */
export async function edit(
  folder: string,
  path: string,
  found: string | RegExp,
  replacement: (...match: string[]) => string,
): Promise<void> {
  const before = await readFile(join(folder, path), "utf8");
  const after = before.replace(found, replacement);
  if (after === before) throw new Error(`${path} holds no ${found} any more: say in evolution-changes.ts where the change belongs now.`);
  await writeFile(join(folder, path), after);
}

function run(cwd: string, program: string, ...parameters: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    execFile(program, parameters, { cwd, timeout: 30_000 }, (cause, stdout, stderr) => {
      if (cause === null) return resolve();
      const command = `${basename(program)} ${parameters.join(" ")}`;
      reject(new Error(`"${command}" failed in a changed copy of the sources:\n${stdout}${stderr}`, { cause }));
    });
  });
}
