import { mkdir, mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { strFromU8, unzipSync } from "fflate";
import { zipFolder } from "./zip-folder.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "zip-folder-"));
});
afterEach(() => rm(folder, { recursive: true }));

/** Writes files in this order, as if at this time. */
async function write(name: string, files: [path: string, text: string][], time: Date): Promise<string> {
  for (const [path, text] of files) {
    const file = join(folder, name, path);
    await mkdir(join(file, ".."), { recursive: true });
    await writeFile(file, text);
    await utimes(file, time, time);
  }
  return join(folder, name);
}

const files: [string, string][] = [
  ["types.json", "1"],
  ["index.mjs", "export const handler = 1;"],
  ["schemas/b.json", "{}"],
  ["schemas/a.json", "[]"],
];

test("the same files give the same bytes, whenever, wherever and in whichever order they were written", async () => {
  const one = await write("one", files, new Date("2024-03-01T12:00:00Z"));
  const other = await write("other", files.toReversed(), new Date("2031-07-09T23:59:00Z"));
  expect(await zipFolder(one)).toEqual(await zipFolder(other));
});

test("a file that differs gives other bytes", async () => {
  const one = await write("one", files, new Date());
  const other = await write("other", [...files, ["schemas/a.json", "{}"]], new Date());
  expect(await zipFolder(one)).not.toEqual(await zipFolder(other));
});

test("what is in it are the files, sorted by path", async () => {
  const zip = unzipSync(await zipFolder(await write("one", files, new Date())));
  expect(Object.entries(zip).map(([path, bytes]) => [path, strFromU8(bytes)])).toEqual([
    ["index.mjs", "export const handler = 1;"],
    ["schemas/a.json", "[]"],
    ["schemas/b.json", "{}"],
    ["types.json", "1"],
  ]);
});

test("every entry bears the first moment that a zip can name, and can be read by everybody", async () => {
  const zip = await zipFolder(await write("one", files, new Date()));
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const directory = view.getUint32(zip.length - 22 + 16, true); // of the end record, which has 22 bytes without a comment
  expect(view.getUint32(directory, true)).toBe(0x02014b50);
  expect(view.getUint32(directory + 12, true)).toBe(0x00210000); // 1980-01-01, 00:00, as MS-DOS writes it
  expect(view.getUint32(directory + 38, true) >>> 16).toBe(0o100644);
});
