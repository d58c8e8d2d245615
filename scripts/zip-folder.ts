// A folder as a zip whose bytes follow from its files alone: not from when, where or in which order they were written.
import { readdir, readFile } from "node:fs/promises";
import { join, sep } from "node:path";
import { type Zippable, zipSync } from "fflate";

/** The first moment that a zip can name. As local time, which is what a zip holds: so it is the same in every time zone. */
const time = new Date(1980, 0, 1);
const unix = 3;
/** -rw-r--r--, in the upper half as Unix has it: Lambda's own user reads the files. */
const permissions = 0o100644 << 16;

/** The bytes of a zip of all files in a folder and the folders in it, by path. */
export async function zipFolder(folder: string): Promise<Uint8Array> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
  const files: Zippable = {};
  // Sorted by code units, since folders are listed as the file system likes.
  for (const path of paths.sort()) files[path.replaceAll(sep, "/")] = new Uint8Array(await readFile(join(folder, path)));
  return zipSync(files, { level: 9, mtime: time, os: unix, attrs: permissions });
}
