// Whoever changes a released file and its checksum together is told by git's history.
import { execFileSync } from "node:child_process";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, expect, test } from "@jest/globals";
import { checkReleases } from "../../scripts/contracts/check-report.ts";
import { historyOf } from "../../scripts/contracts/release-history.ts";
import { readReleases } from "../../scripts/contracts/releases.ts";
import { folderOf, removeFolders, versionText, withSums, write } from "./release-folder.ts";

afterEach(removeFolders);

const path = "thing/1.0.0.schema.json";
const asReleased = withSums({ [path]: versionText("thing", "1.0.0") });
const forged = withSums({ [path]: versionText("thing", "1.0.0", { title: "Another", type: "object", properties: {} }) });

function git(folder: string, ...parameters: string[]): string {
  const identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgSign=false"];
  const { GIT_DIR: _dir, GIT_WORK_TREE: _tree, GIT_INDEX_FILE: _index, ...env } = process.env;
  return execFileSync("git", [...identity, ...parameters], { cwd: folder, env, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

function commit(folder: string): string {
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "--message", "a commit");
  return git(folder, "rev-parse", "HEAD").slice(0, 10);
}

/** A repository whose one commit releases a version, in schemas/released/. */
async function repository() {
  const root = await folderOf({ "README.md": "" });
  const released = join(root, "schemas/released");
  git(root, "init", "--quiet");
  await write(released, asReleased);
  return { root, released, first: commit(root) };
}

test("what was committed and not touched has no fault", async () => {
  const { released } = await repository();
  expect(await historyOf(released)).toEqual({ faults: [] });
});

test("a file that changed together with its checksum is a fault, before the commit and after it", async () => {
  const { root, released, first } = await repository();
  await write(released, forged);
  expect((await readReleases(released)).faults).toEqual([]);
  const fault = {
    file: join(released, path),
    what: `Commit ${first} released it, and its bytes are others now.`,
    remedy: expect.stringContaining(`git checkout ${first} -- ${join(released, path)}`),
  };
  expect(await historyOf(released)).toEqual({ faults: [fault] });
  commit(root);
  expect(await historyOf(released)).toEqual({ faults: [fault] });
});

test("a file that is gone together with its checksum is a fault", async () => {
  const { root, released, first } = await repository();
  await rm(released, { recursive: true });
  commit(root);
  const { faults } = await historyOf(released);
  expect(faults.map(({ what }) => what)).toEqual([`Commit ${first} released it, and it is gone.`]);
});

test("a file that came back as it was is no fault", async () => {
  const { root, released } = await repository();
  await write(released, forged);
  commit(root);
  await write(released, asReleased);
  expect(await historyOf(released)).toEqual({ faults: [] });
});

test("a file that a merge changed is a fault", async () => {
  const { root, released } = await repository();
  git(root, "checkout", "--quiet", "-b", "side");
  await write(root, { "side.md": "" });
  commit(root);
  git(root, "checkout", "--quiet", "-");
  await write(root, { "main.md": "" });
  commit(root);
  git(root, "merge", "--quiet", "--no-commit", "--no-ff", "side");
  await write(released, forged);
  commit(root);
  expect((await historyOf(released)).faults).toHaveLength(1);
});

test("a release that came by a merge is as frozen as any", async () => {
  const { root, released } = await repository();
  git(root, "checkout", "--quiet", "-b", "side");
  const later = { [path]: versionText("thing", "1.0.0"), "thing/1.1.0.schema.json": versionText("thing", "1.1.0") };
  await write(released, withSums(later));
  const side = commit(root);
  git(root, "checkout", "--quiet", "-");
  git(root, "merge", "--quiet", "--no-ff", "side");
  await write(released, withSums({ ...later, "thing/1.1.0.schema.json": versionText("thing", "1.1.0", { title: "Another" }) }));
  expect((await historyOf(released)).faults.map(({ what }) => what)).toEqual([`Commit ${side} released it, and its bytes are others now.`]);
});

test("so is one that the merge itself added", async () => {
  const { root, released } = await repository();
  git(root, "checkout", "--quiet", "-b", "side");
  await write(root, { "side.md": "" });
  commit(root);
  git(root, "checkout", "--quiet", "-");
  git(root, "merge", "--quiet", "--no-commit", "--no-ff", "side");
  await write(released, { "thing/1.1.0.schema.json": versionText("thing", "1.1.0") });
  const merge = commit(root);
  await rm(join(released, "thing/1.1.0.schema.json"));
  expect((await historyOf(released)).faults.map(({ what }) => what)).toEqual([`Commit ${merge} released it, and it is gone.`]);
});

test("so is one that a merge threw away", async () => {
  const { root, released } = await repository();
  git(root, "checkout", "--quiet", "-b", "side");
  await write(released, { "thing/1.1.0.schema.json": versionText("thing", "1.1.0") });
  const side = commit(root);
  git(root, "checkout", "--quiet", "-");
  git(root, "merge", "--quiet", "--no-ff", "--strategy", "ours", "side");
  expect((await historyOf(released)).faults.map(({ what }) => what)).toEqual([`Commit ${side} released it, and it is gone.`]);
});

test("taking a file away and releasing other bytes under its path later is a fault", async () => {
  const { root, released, first } = await repository();
  await rm(released, { recursive: true });
  commit(root);
  await write(released, forged);
  commit(root);
  expect((await historyOf(released)).faults.map(({ what }) => what)).toEqual([
    `Commit ${first} released it, and its bytes are others now.`,
  ]);
});

test("a shallow clone sees what it has", async () => {
  const { root } = await repository();
  await write(root, { "main.md": "" });
  commit(root);
  const clone = join(await folderOf({}), "clone");
  git(root, "clone", "--quiet", "--depth", "1", `file://${root}`, clone);
  const released = join(clone, "schemas/released");
  expect(await historyOf(released)).toEqual({ faults: [] });
  await write(released, forged);
  expect((await historyOf(released)).faults).toHaveLength(1);
});

test("the check fails by what the history says", async () => {
  const { released, first } = await repository();
  await write(released, forged);
  const { ok, faults, historyNotAsked } = await checkReleases(released);
  expect({ ok, faults: faults.map(({ what }) => what), historyNotAsked }).toEqual({
    ok: false,
    faults: [`Commit ${first} released it, and its bytes are others now.`],
    historyNotAsked: null,
  });
});

test("where there is no repository, it says so", async () => {
  const released = join(await folderOf({ "schemas/other.md": "" }), "schemas/released");
  expect(await historyOf(released)).toEqual({ faults: [], unasked: expect.stringContaining("not a git repository") });
});
