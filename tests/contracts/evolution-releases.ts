// Versions of a contract beside one another: the release before the present one, and what the gate says of two.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { SQSRecord } from "aws-lambda";
import { compare } from "../../scripts/contracts/compatibility/compare.ts";
import type { Bump } from "../../scripts/contracts/compatibility/comparison.ts";
import { readReleases, releasePath } from "../../scripts/contracts/releases.ts";
import { compareVersions, majorOf } from "../../scripts/contracts/versions.ts";
import { asText, type JsonSchema } from "../../scripts/generate/json-schema.ts";
import { createAjv, forDirection, validator } from "../../scripts/generate/validators.ts";
import type { Build } from "./evolution-sources.ts";

/** The contract of a copy of the sources, as it was generated there. */
export async function documentOf(folder: string, name: string): Promise<JsonSchema> {
  return JSON.parse(await readFile(join(folder, `generated/json-schema/${name}.schema.json`), "utf8"));
}

export function versionOf(document: JsonSchema): string {
  return /\/([0-9.]+)\.schema\.json$/.exec(String(document.$id))?.[1] ?? "";
}

/** The highest version that is released in `folder`, below `version` and of its major; undefined where there is none. */
export async function releaseBefore(folder: string, name: string, version: string): Promise<JsonSchema | undefined> {
  const { releases } = await readReleases(join(folder, "schemas/released"));
  const earlier = releases.filter(
    (release) => release.name === name && majorOf(release.version) === majorOf(version) && compareVersions(release.version, version) < 0,
  );
  return earlier.at(-1)?.document;
}

/** Puts a document among the releases of a copy of the sources. */
export async function freeze(folder: string, name: string, document: JsonSchema): Promise<void> {
  const path = join(folder, "schemas/released", releasePath(name, versionOf(document)));
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, asText(document));
}

/** Has the functions of a copy read a contract as `document` says it. */
export async function readAs(folder: string, name: string, document: JsonSchema): Promise<void> {
  await writeFile(join(folder, `generated/validators/read-${name}.js`), await validator(document, "read"));
}

/**
 * The record as the writer of `document` would have sent it: without the fields that this version does not know. Throws where what is
 * left is not a message of that version.
 */
export function writtenAs(document: JsonSchema, record: SQSRecord): SQSRecord {
  const ajv = createAjv();
  ajv.opts.removeAdditional = true;
  const message = JSON.parse(record.body);
  message.dataschema = String(message.dataschema).replace(/\/[0-9.]+\.schema\.json/, `/${versionOf(document)}.schema.json`);
  if (!ajv.validate(forDirection(document, "write"), message))
    throw new Error(`It cannot be written as ${document.$id}: ${ajv.errorsText(ajv.errors)}`);
  return { ...record, body: JSON.stringify(message) };
}

/** What the gate says of a change between two builds: the bump that it needs, and who breaks. */
export async function foretold(event: string, older: Build, newer: Build): Promise<{ bump: Bump; breaks: string[] }> {
  const { bump, changes } = compare(await documentOf(older.folder, event), await documentOf(newer.folder, event), "FULL");
  return { bump, breaks: [...new Set(changes.flatMap(({ breaks }) => breaks.map(({ who }) => who)))] };
}
