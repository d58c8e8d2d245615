// Writes new releases into the folder of releases: all of them, or nothing.
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Candidate } from "./candidates.ts";
import { type Release, releasePath, sha256Of, sumsFile, sumsText } from "./releases.ts";

/** Those whose version is not frozen yet. */
export function toFreeze(candidates: readonly Candidate[], releases: readonly Release[]): Candidate[] {
  const frozen = new Set(releases.map(({ path }) => path));
  return candidates.filter(({ name, version }) => !frozen.has(releasePath(name, version)));
}

/**
 * Freezes `candidates` beside `releases`, which are all that `folder` holds. Every file is written elsewhere first and then moved, SHA256SUMS
 * last: where anything fails, what was moved is taken away again and the error thrown.
 */
export async function freeze(candidates: readonly Candidate[], releases: readonly Release[], folder: string): Promise<void> {
  const files = candidates.map(({ name, version, text }) => ({ path: releasePath(name, version), text, sha256: sha256Of(text) }));
  await mkdir(folder, { recursive: true });
  // Beside the folder, since only within one file system a move is one step.
  const staging = await mkdtemp(join(dirname(folder), ".released-"));
  const moved: string[] = [];
  try {
    const staged = files.map((file, index) => ({ ...file, from: join(staging, String(index)), to: join(folder, file.path) }));
    for (const { from, text } of staged) await writeFile(from, text);
    await writeFile(join(staging, sumsFile), sumsText([...releases, ...files]));
    for (const { from, to } of staged) {
      await mkdir(dirname(to), { recursive: true });
      await rename(from, to);
      moved.push(to);
    }
    await rename(join(staging, sumsFile), join(folder, sumsFile));
  } catch (error) {
    for (const file of moved) await rm(file);
    throw error;
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}
