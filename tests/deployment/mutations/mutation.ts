// A fault to plant in a copy of the configuration, and the check that has to find it.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { checks } from "../checks/all.ts";
import type { VariantName } from "../variants.ts";

export interface Mutation {
  /** What is wrong then. */
  fault: string;
  file: string;
  /** What stands there once, or several times where `everywhere` says so. */
  from: string;
  to: string;
  everywhere?: true;
  caughtBy: CheckName;
  /** The deployment that it shows in. */
  variant?: VariantName;
}

export type CheckName = keyof typeof checks;

/** Plants a fault. Throws where its anchor is not there, or more than once: then the configuration has changed, and the fault has to be written anew. */
export async function plant({ file, from, to, fault, everywhere }: Mutation, folder: string): Promise<void> {
  const path = join(folder, file);
  const text = await readFile(path, "utf8");
  const places = text.split(from).length - 1;
  if (places === 0 || (places > 1 && !everywhere))
    throw new Error(`"${fault}" cannot be planted: ${file} has its anchor ${places} times. Look for where it belongs now:\n${from}`);
  await writeFile(
    path,
    text.replaceAll(from, () => to),
  );
}
