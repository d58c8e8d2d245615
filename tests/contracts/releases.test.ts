// What has been released stays as it was released: the real folder, and every fault that such a folder can have.
import { rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "@jest/globals";
import { historyOf } from "../../scripts/contracts/release-history.ts";
import { readReleases, releasedFolder } from "../../scripts/contracts/releases.ts";
import { folderOf, removeFolders, versionText, withSums } from "./release-folder.ts";

afterEach(removeFolders);

const one = "thing/1.0.0.schema.json";
const two = "thing/1.10.0.schema.json";
const sound = () =>
  withSums({
    [one]: versionText("thing", "1.0.0"),
    [two]: versionText("thing", "1.10.0"),
    "other/2.0.0.schema.json": versionText("other", "2.0.0"),
  });

describe("schemas/released", () => {
  test("every file fits its checksum, its path and its $id, and there is no other", async () => {
    expect((await readReleases()).faults).toEqual([]);
  });

  test("every file that git's history released is there, byte for byte", async () => {
    expect((await historyOf(releasedFolder)).faults).toEqual([]);
  });
});

test("releases come by name, and by version in the order of numbers", async () => {
  const folder = await folderOf(withSums({ ...sound(), "thing/1.9.0.schema.json": versionText("thing", "1.9.0") }));
  const { releases } = await readReleases(folder);
  expect(releases.map(({ name, version }) => `${name} ${version}`)).toEqual(["other 2.0.0", "thing 1.0.0", "thing 1.9.0", "thing 1.10.0"]);
});

test("a folder that does not exist holds no releases and no faults", async () => {
  expect(await readReleases(join(await folderOf({}), "released"))).toEqual({ releases: [], faults: [] });
});

describe("a fault names the file, what is wrong and what to do", () => {
  const changed = versionText("thing", "1.0.0", { title: "Thing", type: "array" });
  const { [one]: _one, ...withoutOne } = sound();
  test.each([
    { fault: "a file that changed", files: { ...sound(), [one]: changed }, file: one, what: /^Its SHA-256 is .*, SHA256SUMS says .*\.$/ },
    { fault: "a file that is gone", files: withoutOne, file: one, what: /^SHA256SUMS lists it, and it is gone\.$/ },
    {
      fault: "a file without a checksum",
      files: { ...sound(), "new/1.0.0.schema.json": versionText("new", "1.0.0") },
      file: "new/1.0.0.schema.json",
      what: /^SHA256SUMS does not list it/,
    },
    { fault: "a file that is not JSON", files: withSums({ ...sound(), [one]: "{" }), file: one, what: /^It is not JSON: / },
    { fault: "a file that is no object", files: withSums({ ...sound(), [one]: "[]" }), file: one, what: /no schema document: an array/ },
    {
      fault: "a name that is none",
      files: { ...sound(), "Thing/1.0.0.schema.json": "{}" },
      file: "Thing/1.0.0.schema.json",
      what: /^It is no release\.$/,
    },
    {
      fault: "a version that is none",
      files: { ...sound(), "thing/1.0.0-beta.schema.json": "{}" },
      file: "thing/1.0.0-beta.schema.json",
      what: /^It is no release\.$/,
    },
    { fault: "a foreign file", files: { ...sound(), "thing/notes.md": "" }, file: "thing/notes.md", what: /^It is no release\.$/ },
    {
      fault: "a line that is no checksum",
      files: { ...sound(), SHA256SUMS: `${sound().SHA256SUMS}hello\n` },
      file: "SHA256SUMS",
      what: /^Line 4 is no checksum line: "hello"\.$/,
    },
    {
      fault: "a line that comes twice",
      files: { ...sound(), SHA256SUMS: `${sound().SHA256SUMS}${sound().SHA256SUMS?.split("\n")[0]}\n` },
      file: "SHA256SUMS",
      what: /^Line 4 lists .* again\.$/,
    },
  ])("$fault", async ({ files, file, what }) => {
    const folder = await folderOf(files);
    const { faults } = await readReleases(folder);
    expect(faults).toEqual([{ file: join(folder, file), what: expect.stringMatching(what), remedy: expect.stringMatching(/\w.*\.$/) }]);
  });

  test("an $id that does not fit the path", async () => {
    const folder = await folderOf(withSums({ ...sound(), [one]: versionText("thing", "1.0.1") }));
    const { faults, releases } = await readReleases(folder);
    expect(faults).toEqual([expect.objectContaining({ file: join(folder, one), pointer: "/$id", what: expect.stringContaining("1.0.1") })]);
    expect(releases.map(({ path }) => path)).not.toContain(one);
  });

  test("an $id that two files bear", async () => {
    const folder = await folderOf(withSums({ ...sound(), [two]: versionText("thing", "1.0.0") }));
    const { faults } = await readReleases(folder);
    expect(faults).toContainEqual(
      expect.objectContaining({ file: join(folder, two), pointer: "/$id", what: expect.stringContaining(`${one}'s too`) }),
    );
  });

  test("a link in place of a file", async () => {
    const folder = await folderOf(sound());
    await rm(join(folder, one));
    await symlink(join(folder, two), join(folder, one));
    const { faults } = await readReleases(folder);
    expect(faults.map(({ file, what }) => [file, what])).toContainEqual([join(folder, one), "It is no release."]);
  });
});

test("a folder without SHA256SUMS vouches for nothing in it", async () => {
  const { SHA256SUMS: _sums, ...files } = sound();
  const { faults } = await readReleases(await folderOf(files));
  expect(faults).toHaveLength(3);
});
