// What is published, and in which order: versions, the aliases of their majors, the documents, the pages, and index.json last: what it names is
// there by then.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { faultText, shown } from "./fault.ts";
import type { PublishedObject } from "./publish-objects.ts";
import { publishedIndex } from "./published-index.ts";
import { aliasObjects, checksumsObject, forMinutes, versionObject } from "./published-schemas.ts";
import { historyOf } from "./release-history.ts";
import { type Release, readReleases } from "./releases.ts";

export interface Folders {
  /** Frozen releases and SHA256SUMS. */
  released: string;
  /** Holds openapi.json, asyncapi.json and index.json. */
  generated: string;
  /** Holds the pages. */
  docs: string;
}

export interface Publication {
  /** In the order in which they are to be written. */
  objects: PublishedObject[];
  /** What there has to be before anything is written, with what to do; a dry run can do without. */
  missing: string[];
  /** What whoever publishes should know. */
  notes: string[];
}

/** @throws an error that names every fault of the released folder, or the file that is missing, with what to do */
export async function publishedObjects({ released, generated, docs }: Folders): Promise<Publication> {
  const releases = await intactReleases(released);
  const read = (name: string) => readGenerated(generated, name);
  const [openApi, asyncApi, packageIndex] = await Promise.all([read("openapi.json"), read("asyncapi.json"), read(indexFile)]);
  const index = publishedIndex(packageIndex.toString(), releases);
  if (index === undefined) throw new Error(`${shown(generated, indexFile)} is no index of contracts. ${generate}`);
  const { pages, missing } = await readPages(docs);
  const objects = [
    ...releases.map(versionObject),
    ...aliasObjects(releases),
    replaceable("openapi.json", openApi, json),
    replaceable("asyncapi.json", asyncApi, json),
    checksumsObject(releases),
    ...pages,
    replaceable(indexFile, Buffer.from(index.text), json),
  ];
  return { objects, missing, notes: index.drafts.length > 0 ? [draftsNote(index.drafts)] : [] };
}

const indexFile = "index.json";
const indexPage = "index.html";
const json = "application/json";
const generate = "Write it: npm run generate";

function draftsNote(drafts: { name: string; version: string }[]): string {
  const names = drafts.map(({ name, version }) => `${name} ${version}`).join(", ");
  return `Not released, and so not published, though the pages may show them: ${names}. Freeze them: npm run contracts:release`;
}

async function intactReleases(folder: string): Promise<Release[]> {
  const [{ releases, faults }, history] = await Promise.all([readReleases(folder), historyOf(folder)]);
  const all = [...faults, ...history.faults];
  if (all.length > 0) throw new Error(`${all.map(faultText).join("\n")}\nNothing was published.`);
  if (releases.length > 0) return releases;
  throw new Error(`${shown(folder)} holds no release, so there is nothing to publish. Freeze one: npm run contracts:release`);
}

function replaceable(path: string, body: Uint8Array, contentType: string): PublishedObject {
  return { path, body, contentType, cacheControl: forMinutes, objection: () => undefined };
}

async function readGenerated(folder: string, name: string): Promise<Buffer> {
  return readFile(join(folder, name)).catch(() => {
    throw new Error(`${shown(folder, name)} cannot be read. ${generate}`);
  });
}

/** The pages of a folder, the one that links to the others last. */
async function readPages(folder: string): Promise<{ pages: PublishedObject[]; missing: string[] }> {
  const names = (await readdir(folder).catch((): string[] => [])).filter((name) => name.endsWith(".html"));
  const missing = names.includes(indexPage) ? [] : [`${shown(folder, indexPage)} is missing. Write the pages: npm run docs`];
  const ordered = names.sort((a, b) => Number(a === indexPage) - Number(b === indexPage) || (a < b ? -1 : 1));
  const pages = ordered.map(async (name) => replaceable(name, await readFile(join(folder, name)), "text/html; charset=utf-8"));
  return { pages: await Promise.all(pages), missing };
}
