// Reads a folder of schema files, *.schema.json, from wherever they come.
import type { Dirent } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { basename, join, relative } from "node:path";
import type { JsonSchema } from "../generate/json-schema.ts";
import { outside } from "./compatibility/outside.ts";
import { type Fault, shown } from "./fault.ts";
import { schemaOf } from "./schema-file.ts";
import { isVersion } from "./versions.ts";

const extension = ".schema.json";

export interface SchemaFile {
  /** The path, as people look for it. */
  file: string;
  name: string;
  /** Null where the `$id` says none. */
  version: string | null;
  document: JsonSchema;
}

/** A command line that asks for what cannot be. */
export class UsageError extends Error {
  override name = "UsageError";
}

/**
 * The schemas in `folder`, and those that lie in it as releases do, <name>/<version>.schema.json, by path. Name and version are those of an `$id` that ends in /<name>/<version>.schema.json; else
 * the file's name and none. Two with the same `key` are a fault, and so is what
 * the comparison does not understand. Throws a UsageError where there is no folder, or no schema in it.
 */
export async function readSchemas(
  folder: string,
  key: (schema: SchemaFile) => string,
): Promise<{ schemas: SchemaFile[]; faults: Fault[] }> {
  const files = (await filesOf(folder)).filter((file) => file.endsWith(extension)).sort();
  if (files.length === 0)
    throw new UsageError(`${shown(folder)} holds no *${extension}: name a folder of schemas, such as generated/json-schema.`);
  const faults: Fault[] = [];
  const byKey = new Map<string, SchemaFile>();
  for (const path of files) {
    const file = shown(path);
    const read = schemaOf(await readFile(path, "utf8"));
    if ("wrong" in read) {
      faults.push({ file, what: read.wrong, remedy: "Write a JSON Schema there, or take the file away." });
      continue;
    }
    for (const { pointer, what, remedy } of outside(read.document))
      faults.push({ file, pointer, what: `It has ${what}, which the comparison does not understand.`, remedy });
    const schema = { file, ...nameAndVersion(read.document.$id, path), document: read.document };
    const twin = byKey.get(key(schema));
    if (twin === undefined) byKey.set(key(schema), schema);
    else
      faults.push({ file, pointer: "/$id", what: `${twin.file} bears the same name, ${schema.name}.`, remedy: "Take one of them away." });
  }
  return { schemas: [...byKey.values()], faults };
}

function nameAndVersion(id: unknown, path: string): { name: string; version: string | null } {
  const [, name, version] = (typeof id === "string" && /\/([^/]+)\/([^/]+)\.schema\.json$/.exec(id)) || [];
  if (name !== undefined && version !== undefined && isVersion(version)) return { name, version };
  return { name: basename(path, extension), version: null };
}

/** What lies deeper is something else: other dialects of the same contracts, for one. */
async function filesOf(folder: string): Promise<string[]> {
  let entries: Dirent[];
  try {
    entries = await readdir(folder, { recursive: true, withFileTypes: true });
  } catch (error) {
    throw new UsageError(`${folder} is no folder that can be read: name one that holds *${extension} files.`, { cause: error });
  }
  const inFolder = ({ parentPath, name }: Dirent) => relative(folder, parentPath) === "" || isVersion(basename(name, extension));
  return entries.filter((entry) => entry.isFile() && inFolder(entry)).map((entry) => join(entry.parentPath, entry.name));
}
