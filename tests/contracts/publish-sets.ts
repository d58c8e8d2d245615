// Folders to publish from: the contracts of today as a first release, and later releases that add minors of `statistics`.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { currentContracts } from "../../scripts/contracts/candidates.ts";
import type { Folders } from "../../scripts/contracts/published-objects.ts";
import { releasePath } from "../../scripts/contracts/releases.ts";
import { majorOf, raised } from "../../scripts/contracts/versions.ts";
import { withSums, write } from "./release-folder.ts";

export interface Frozen {
  name: string;
  version: string;
  text: string;
}

export const current: readonly Frozen[] = currentContracts();
export const statistics = contract("statistics");
export const problem = contract("problem");
export const minor = nextMinor(statistics);

/** Where a version lies, and the alias of its major. */
export const pathOf = ({ name, version }: Frozen) => releasePath(name, version);
export const aliasOf = ({ name, version }: Frozen) => releasePath(name, String(majorOf(version)));

/** Every contract in its current version; these and a minor of `statistics`; these and yet another. */
export async function writeSets(folder: string): Promise<Record<"first" | "second" | "third", Folders>> {
  return {
    first: await freeze(join(folder, "first"), current),
    second: await freeze(join(folder, "second"), [...current, minor]),
    third: await freeze(join(folder, "third"), [...current, minor, nextMinor(minor)]),
  };
}

export function foldersIn(folder: string): Folders {
  return { released: join(folder, "released"), generated: join(folder, "generated"), docs: join(folder, "docs") };
}

/** Writes folders to publish from: these releases, the package's real index, and small stand-ins for documents and pages. */
export async function freeze(folder: string, releases: readonly Frozen[]): Promise<Folders> {
  const { released, generated, docs } = foldersIn(folder);
  const count = releases.length;
  await write(released, withSums(Object.fromEntries(releases.map((release) => [pathOf(release), release.text]))));
  await write(generated, {
    "openapi.json": `{ "openapi": "3.1.0", "info": { "title": "API with ${count} releases" } }\n`,
    "asyncapi.json": '{ "asyncapi": "3.0.0" }\n',
    "index.json": await readFile(join(import.meta.dirname, "../../generated/index.json"), "utf8"),
  });
  await write(docs, {
    "index.html": `<!doctype html><title>${count} releases</title>\n`,
    "api.html": "<!doctype html><title>API</title>\n",
  });
  return { released, generated, docs };
}

function contract(name: string): Frozen {
  const found = current.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`There is no contract ${name} to publish.`);
  return found;
}

function nextMinor({ name, version, text }: Frozen): Frozen {
  const higher = raised(version, "minor");
  return { name, version: higher, text: text.replaceAll(releasePath(name, version), releasePath(name, higher)) };
}
