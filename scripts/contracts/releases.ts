// Reads the frozen releases, <name>/<version>.schema.json with SHA256SUMS, and tells every fault of the folder.
import { createHash } from "node:crypto";
import { type Dirent, existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { contractId } from "../../schemas/lib/envelope.ts";
import type { JsonSchema } from "../generate/json-schema.ts";
import { type Fault, shown } from "./fault.ts";
import { schemaOf } from "./schema-file.ts";
import { compareVersions, isVersion } from "./versions.ts";

/** Where releases are frozen. */
export const releasedFolder = join(import.meta.dirname, "../../schemas/released");
export const sumsFile = "SHA256SUMS";

export interface Release {
  name: string;
  version: string;
  /** In the folder, with slashes: raw-data-stored/1.0.0.schema.json. */
  path: string;
  /** The file, byte for byte. */
  text: string;
  sha256: string;
  document: JsonSchema;
}

export interface Releases {
  /** By name, then version, ascending. What is no schema, or bears another's `$id`, is among the faults alone. */
  releases: Release[];
  faults: Fault[];
}

/** Reads a folder of releases; one that does not exist holds none. */
export async function readReleases(folder: string = releasedFolder): Promise<Releases> {
  const faults: Fault[] = [];
  const fault = (path: string, what: string, remedy: string, pointer?: string) =>
    faults.push({ file: shown(folder, path), ...(pointer !== undefined && { pointer }), what, remedy });
  const entries = (await entriesOf(folder)).map((entry) => [pathIn(folder, entry), entry] as const);
  const sums = readSums(await readFile(join(folder, sumsFile), "utf8").catch(() => ""), (what, remedy) => fault(sumsFile, what, remedy));

  const releases: Release[] = [];
  const pathOfId = new Map<unknown, string>();
  for (const [path, entry] of entries.sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (entry.isDirectory() || path === sumsFile) continue;
    const { name, version } = nameAndVersion(path) ?? {};
    if (name === undefined || version === undefined || !entry.isFile()) {
      fault(path, "It is no release.", "Take it away: nothing but <name>/<version>.schema.json and SHA256SUMS belongs here.");
      continue;
    }
    const bytes = await readFile(join(folder, path));
    const sha256 = sha256Of(bytes);
    const listed = sums.get(path);
    sums.delete(path);
    if (listed === undefined)
      fault(
        path,
        "SHA256SUMS does not list it.",
        "If it was released, restore its line there. If a release broke off, take it away and run `npm run contracts:release` again.",
      );
    else if (listed !== sha256) fault(path, `Its SHA-256 is ${sha256}, SHA256SUMS says ${listed}.`, restore);
    const text = bytes.toString("utf8");
    const read = schemaOf(text);
    if ("wrong" in read) {
      fault(path, read.wrong, restore);
      continue;
    }
    const { document } = read;
    const id = contractId(name, version);
    const twin = pathOfId.get(document.$id);
    if (twin !== undefined) fault(path, `Its $id ${JSON.stringify(document.$id)} is ${twin}'s too.`, restore, "/$id");
    else if (document.$id !== undefined) pathOfId.set(document.$id, path);
    if (document.$id === id) releases.push({ name, version, path, text, sha256, document });
    else fault(path, `Its $id is ${JSON.stringify(document.$id)}, its path says ${id}.`, restore, "/$id");
  }
  for (const path of sums.keys()) fault(path, "SHA256SUMS lists it, and it is gone.", restore);
  releases.sort((a, b) => (a.name === b.name ? compareVersions(a.version, b.version) : a.name < b.name ? -1 : 1));
  return { releases, faults };
}

const restore =
  "A released version never changes: restore it as it was released (git log -- <file> finds it), and release what is new as a higher version.";

/** Where a version is frozen, in the folder. */
export function releasePath(name: string, version: string): string {
  return `${name}/${version}.schema.json`;
}

/** SHA256SUMS as `sha256sum --check` reads it, by path. */
export function sumsText(releases: readonly { path: string; sha256: string }[]): string {
  const lines = releases.map(({ path, sha256 }) => [path, `${sha256}  ${path}\n`] as const);
  return lines
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, line]) => line)
    .join("");
}

export function sha256Of(bytes: Buffer | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function nameAndVersion(path: string): { name: string; version: string } | undefined {
  const [, name, version] = /^([a-z][a-z0-9-]*)\/([^/]+)\.schema\.json$/.exec(path) ?? [];
  return name !== undefined && version !== undefined && isVersion(version) ? { name, version } : undefined;
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  return existsSync(folder) ? readdir(folder, { recursive: true, withFileTypes: true }) : [];
}

function pathIn(folder: string, entry: Dirent): string {
  return relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/");
}

function readSums(text: string, fault: (what: string, remedy: string) => void): Map<string, string> {
  const sums = new Map<string, string>();
  const remedy = "Restore the file as it was committed: `npm run contracts:release` alone writes it.";
  for (const [index, line] of text.split("\n").entries()) {
    if (line === "") continue;
    const [, sha256, path] = /^([0-9a-f]{64}) [ *](.+)$/.exec(line) ?? [];
    if (sha256 === undefined || path === undefined) fault(`Line ${index + 1} is no checksum line: ${JSON.stringify(line)}.`, remedy);
    else if (sums.has(path)) fault(`Line ${index + 1} lists ${path} again.`, remedy);
    else sums.set(path, sha256);
  }
  return sums;
}
