// Folders of releases and schemas for tests, in the system's temporary folder.
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { contractId } from "../../schemas/lib/envelope.ts";
import { sha256Of, sumsFile, sumsText } from "../../scripts/contracts/releases.ts";
import { asText, type JsonSchema } from "../../scripts/generate/json-schema.ts";

const made: string[] = [];

/** A temporary folder that holds `files`, text by path. */
export async function folderOf(files: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "scoreline-contracts-"));
  made.push(folder);
  await write(folder, files);
  return folder;
}

export async function write(folder: string, files: Record<string, string>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

/** Takes away every folder that was made. */
export async function removeFolders(): Promise<void> {
  for (const folder of made.splice(0)) await rm(folder, { recursive: true, force: true });
}

/** `files` with the SHA256SUMS that fits the others. */
export function withSums(files: Record<string, string>): Record<string, string> {
  const sums = Object.entries(files)
    .filter(([path]) => path !== sumsFile)
    .map(([path, text]) => ({ path, sha256: sha256Of(text) }));
  return { ...files, [sumsFile]: sumsText(sums) };
}

/** The text of a version of a contract. */
export function versionText(
  name: string,
  version: string,
  schema: JsonSchema = { title: "Thing", type: "object", properties: {} },
): string {
  return asText({ $schema: "https://json-schema.org/draft/2020-12/schema", ...schema, $id: contractId(name, version) });
}
