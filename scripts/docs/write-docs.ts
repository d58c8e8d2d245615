// Renders all pages, then writes them: where one cannot be rendered, nothing is written.
import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { publishedContracts } from "../../schemas/catalogue.ts";
import { currentContracts } from "../contracts/candidates.ts";
import { faultText } from "../contracts/fault.ts";
import { readReleases, releasePath } from "../contracts/releases.ts";
import { examplesOf } from "../generate/examples.ts";
import type { Entry } from "./contract-section.ts";
import { historyOf } from "./history.ts";
import { indexPage } from "./index-page.ts";
import { renderWithRedocly } from "./redocly.ts";

/**
 * Every file of the documents, by path: index.html, openapi.html, asyncapi.html, and under <name>/<version>.schema.json the released
 * schemas and the current ones, as every host of the contracts has them. Throws where a release is not sound.
 */
export async function renderDocs(releasedFolder?: string): Promise<Map<string, string>> {
  const { releases, faults } = await readReleases(releasedFolder);
  if (faults.length > 0) throw new Error(faults.map(faultText).join("\n"));
  const contracts = new Map(publishedContracts);
  const entries = currentContracts().flatMap((candidate): Entry[] => {
    const contract = contracts.get(candidate.name);
    const released = releases.filter(({ name }) => name === candidate.name);
    return contract ? [{ candidate, contract, examples: examplesOf(candidate.name), history: historyOf(candidate, released) }] : [];
  });
  const [openapi, asyncapi] = await Promise.all(["generated/openapi.json", "generated/asyncapi.json"].map(renderWithRedocly));
  const files = new Map([["index.html", indexPage(entries)]]);
  if (openapi !== undefined) files.set("openapi.html", openapi);
  if (asyncapi !== undefined) files.set("asyncapi.html", asyncapi);
  for (const { candidate, history } of entries)
    for (const { version, text } of history) files.set(releasePath(candidate.name, version), text);
  return files;
}

/** Writes the documents to a folder, in place of what was there. */
export async function writeDocs(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  for (const [path, text] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}
