// `npm run contracts:release` freezes the current versions, all or none; a frozen version is never written again.
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { currentContracts } from "../../scripts/contracts/candidates.ts";
import { freeze } from "../../scripts/contracts/freeze.ts";
import { readReleases, releasePath } from "../../scripts/contracts/releases.ts";
import { asText } from "../../scripts/generate/json-schema.ts";
import { copyOfProject, generate, run } from "./command.ts";
import { folderOf, removeFolders, versionText, withSums, write } from "./release-folder.ts";

afterAll(removeFolders);

const contracts = currentContracts();
const frozen = withSums(Object.fromEntries(contracts.map(({ name, version, text }) => [releasePath(name, version), text])));

/** Every file below `folder`, text by path; none where there is no folder. */
async function filesIn(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(await Promise.all(paths.map(async (path) => [path.slice(folder.length + 1), await readFile(path, "utf8")])));
}

const [some] = contracts;
if (some === undefined) throw new Error("The catalogue is empty.");
const path = releasePath(some.name, some.version);
const other = asText({ ...some.document, description: "Another." });

const raised = `${contracts.find(({ name }) => name === "raw-data-stored")?.version.split(".")[0]}.99.0`;

// The tests follow one another in one project, whose generated files belong to a state without releases at first.
let project: string;
let released: string;
beforeAll(async () => {
  project = await copyOfProject();
  released = join(project, "schemas/released");
}, 60_000);

test.each([
  {
    because: "a version is frozen with other bytes",
    files: withSums({ [path]: other }),
    says: `${some.versionIn} says ${some.version}: raise it`,
  },
  {
    because: "a contract is gone",
    files: withSums({ "lost/1.0.0.schema.json": versionText("lost", "1.0.0") }),
    says: "lost: 1.0.0 is released",
  },
  { because: "a released file was touched", files: { ...frozen, [path]: other }, says: "SHA256SUMS says" },
])("where $because, it refuses, exits with 1 and writes nothing", async ({ files, says }) => {
  await write(released, files);
  const { code, stdout, stderr } = await run("release", [], project);
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toContain(says);
  expect(stderr).toContain("Nothing was released.");
  expect(await filesIn(released)).toEqual(files);
  await rm(released, { recursive: true });
});

test("a dry run lists every contract and writes nothing", async () => {
  const { code, stdout } = await run("release", ["--dry-run"], project);
  expect({ code, stdout }).toEqual({ code: 0, stdout: contracts.map(({ name, version }) => `To release: ${name} ${version}\n`).join("") });
  expect(await filesIn(released)).toEqual({});
});

test("the first run freezes every contract with its checksum, and the package's index tells of it", async () => {
  const { code, stdout, stderr } = await run("release", [], project);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  for (const { name, version } of contracts) expect(stdout).toContain(`Released: ${name} ${version}\n`);
  expect(await filesIn(released)).toEqual(frozen);
  expect((await readdir(join(project, "schemas"))).filter((name) => name.startsWith("."))).toEqual([]);
  expect(await readFile(join(project, "generated/index.json"), "utf8")).not.toContain('"draft"');
});

test("the second run has nothing to release, and the check passes", async () => {
  const second = await run("release", [], project);
  expect(second).toEqual({ code: 0, stdout: "Nothing to release: every contract's version is frozen.\n", stderr: "" });
  expect(await filesIn(released)).toEqual(frozen);
  expect(await run("check", [], project)).toMatchObject({ code: 0 });
});

test("a raised version is not released while generated/ is stale", async () => {
  const source = join(project, "schemas/events/raw-data-stored.ts");
  await writeFile(source, (await readFile(source, "utf8")).replace(/version: "[^"]+"/, `version: "${raised}"`));
  const stale = await run("release", [], project);
  expect({ code: stale.code, stdout: stale.stdout }).toEqual({ code: 1, stdout: "" });
  expect(stale.stderr).toContain("generated/json-schema/raw-data-stored.schema.json differs from what schemas/ gives");
  expect(stale.stderr).toContain('Run "npm run generate" and commit what it writes.\nNothing was released.');
  expect(await filesIn(released)).toEqual(frozen);
});

test("once generated, the raised version is released beside the others", async () => {
  expect(await generate(project)).toMatchObject({ code: 0 });
  const { code, stdout } = await run("release", [], project);
  expect({ code, first: stdout.split("\n")[0] }).toEqual({ code: 0, first: `Released: raw-data-stored ${raised}` });
  const { SHA256SUMS: _sums, ...old } = frozen;
  const { releases, faults } = await readReleases(released);
  expect(faults).toEqual([]);
  expect(releases.map((release) => release.path).sort()).toEqual([...Object.keys(old), releasePath("raw-data-stored", raised)].sort());
  expect(await filesIn(released)).toMatchObject(old);
});

test("a release that fails half-way leaves nothing behind", async () => {
  const root = await folderOf({});
  const released = join(root, "released");
  const before = withSums({ "thing/1.0.0.schema.json": versionText("thing", "1.0.0") });
  await write(released, before);
  const { releases } = await readReleases(released);
  const fresh = ["thing", "second"].map(
    (name) => ({ name, version: "1.1.0", mode: "FULL_TRANSITIVE", document: {}, text: versionText(name, "1.1.0"), versionIn: "" }) as const,
  );
  // A file where the second contract's folder has to be.
  await write(released, { second: "" });
  await expect(freeze(fresh, releases, released)).rejects.toThrow("EEXIST");
  expect(await filesIn(root)).toEqual(
    Object.fromEntries(Object.entries({ ...before, second: "" }).map(([file, text]) => [`released/${file}`, text])),
  );
});

test.each([["--dryrun"], ["now"]])("a command line with %s gets advice and exit code 2", async (parameter) => {
  const { code, stdout, stderr } = await run("release", [parameter]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toContain(parameter);
});
