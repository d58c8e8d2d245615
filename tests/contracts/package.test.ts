// generated/ as others get it: packed, linted, and installed in an empty project.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { Type } from "@sinclair/typebox";
import { build } from "esbuild";
import { compatibilityModes, publishedContracts } from "../../schemas/catalogue.ts";
import { type EntryContract, entry } from "../../scripts/generate/entry.ts";
import { type ConsumerProject, createConsumerProject, run } from "./consumer-project.ts";

const root = join(import.meta.dirname, "../..");

let project: ConsumerProject;
beforeAll(async () => {
  project = await createConsumerProject();
}, 60_000);
afterAll(() => project?.remove());

describe("the tarball", () => {
  test("holds what SHA256SUMS lists and nothing else, byte for byte, and nothing of pipeline.json's own contract", () => {
    const { installed } = project;
    const entries = readdirSync(installed, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const paths = entries.map((entry) => relative(installed, join(entry.parentPath, entry.name))).filter((path) => path !== "SHA256SUMS");
    const sums = paths.sort().map(
      (path) =>
        `${createHash("sha256")
          .update(readFileSync(join(installed, path)))
          .digest("hex")}  ${path}\n`,
    );
    expect(readFileSync(join(installed, "SHA256SUMS"), "utf8")).toBe(sums.join(""));
    expect(paths).toEqual(expect.arrayContaining(["LICENSE", "README.md", "CHANGELOG.md", "index.json", "package.json"]));
    expect(paths.filter((path) => path.includes("pipeline"))).toEqual([]);
  });

  test("is clean by publint, strictly", async () => {
    const { exitCode, stdout, stderr } = await run(process.execPath, [tool("publint/src/cli.js"), project.tarball, "--strict"], root);
    expect([exitCode, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("All good!");
  });

  test("has types that resolve for ES modules, by @arethetypeswrong/cli", async () => {
    const options = ["--profile", "esm-only", "--no-definitely-typed", "--format", "json"];
    const { exitCode, stdout } = await run(
      process.execPath,
      [tool("@arethetypeswrong/cli/dist/index.js"), project.tarball, ...options],
      root,
    );
    const { analysis } = JSON.parse(stdout);
    expect(Object.keys(analysis.entrypoints)).toEqual(expect.arrayContaining([".", "./validators", "./schemas/*.json", "./index.json"]));
    // A `require()` that finds an ES module is what current Node does: see the test that does it.
    const problems = analysis.problems.filter(({ kind }: { kind: string }) => kind !== "CJSResolvesToESM");
    expect([exitCode, problems]).toEqual([0, []]);
  });

  test("exports what the design says, and depends on nothing", () => {
    const manifest = JSON.parse(readFileSync(join(project.installed, "package.json"), "utf8"));
    expect(Object.keys(manifest.exports).sort()).toEqual([
      ".",
      "./asyncapi.json",
      "./examples/*",
      "./index.json",
      "./openapi.json",
      "./package.json",
      "./schemas/*.json",
      "./schemas/draft-04/*.json",
      "./schemas/draft-07/*.json",
      "./validators",
    ]);
    expect(manifest).toMatchObject({ name: "@scoreline/contracts", license: "MIT", type: "module", sideEffects: false });
    for (const kind of ["dependencies", "peerDependencies", "optionalDependencies", "scripts"]) expect(manifest).not.toHaveProperty(kind);
  });
});

test("schemas, examples and documents are imported as JSON, under the paths of the exports", async () => {
  const names = publishedContracts.map(([name]) => name);
  const paths = names.flatMap((name) => [`schemas/${name}`, `schemas/draft-07/${name}`, `schemas/draft-04/${name}`, `examples/${name}`]);
  const imports = [...paths, "openapi", "asyncapi", "index", "package"].map(
    (path) => `import("@scoreline/contracts/${path}.json", { with: { type: "json" } })`,
  );
  const { stdout, stderr } = await project.node(
    "--input-type=module",
    "-e",
    `console.log((await Promise.all([${imports.join(", ")}])).length);`,
  );
  expect([stdout, stderr]).toEqual([`${names.length * 4 + 4}\n`, ""]);
});

test("CommonJS code requires the package", async () => {
  const program = `const { statistics, ContractError } = require("@scoreline/contracts");
    try { statistics.read({}); } catch (error) { console.log(error instanceof ContractError, error.violationCount > 1); }`;
  const { stdout } = await project.node("--input-type=commonjs", "-e", program);
  expect(stdout).toBe("true true\n");
});

test("a bundle has the contract that it imports, and no other's validator", async () => {
  const contents = 'import { rawDataStored } from "@scoreline/contracts"; console.log(rawDataStored.read(JSON.parse("{}")));';
  const stdin = { contents, resolveDir: project.folder };
  const { metafile } = await build({ stdin, bundle: true, format: "esm", write: false, metafile: true, absWorkingDir: project.folder });
  const included = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.keys(inputs));
  expect(included.filter((path) => path.includes("/validators/")).map((path) => path.slice(path.lastIndexOf("/") + 1))).toEqual([
    "read-raw-data-stored.js",
    "write-raw-data-stored.js",
  ]);
});

test("index.json tells each published contract's version, identity, checksum, mode, status and files", () => {
  const index = JSON.parse(readFileSync(join(project.installed, "index.json"), "utf8"));
  const text = (path: string) => readFileSync(join(project.installed, path), "utf8");
  expect(index.contracts.map(({ name }: { name: string }) => name)).toEqual(publishedContracts.map(([name]) => name));
  for (const [position, [name, { kind, version, readBy, sentBy }]] of publishedContracts.entries()) {
    const entry = index.contracts[position];
    const schema = text(entry.schema);
    const released = readdirOrNone(join(root, "schemas/released", name)).map((file) => file.replace(".schema.json", ""));
    expect(entry).toMatchObject({ name, kind, version, readBy, sentBy: sentBy.join(", "), mode: compatibilityModes[kind] });
    expect(entry).toMatchObject({ $id: JSON.parse(schema).$id, sha256: createHash("sha256").update(schema).digest("hex") });
    expect(entry.status).toBe(released.includes(version) ? "released" : "draft");
    expect([...entry.released].sort()).toEqual(released.sort());
    expect(entry.type).toBe(kind === "event" ? JSON.parse(schema).properties.type.const : undefined);
    for (const path of [...Object.values<string>(entry.drafts), entry.examples]) expect(text(path)).toContain("{");
  }
});

test("two contracts that mean different things by one name are refused, since the package can export but one", () => {
  const contract = (name: string, type: string): EntryContract => ({
    name,
    contract: { version: "1.0.0", kind: "document", schema: Type.Object({}), sentBy: ["one"], readBy: ["other"] },
    document: { title: name, description: "A document.", $defs: { Part: { type: "object", properties: { a: { type } } } } },
  });
  expect(() => entry([contract("one", "string"), contract("two", "string")])).not.toThrow();
  expect(() => entry([contract("one", "string"), contract("two", "number")])).toThrow('"Part" is not the same in one and in two');
});

function readdirOrNone(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function tool(path: string): string {
  return join(root, "node_modules", path);
}
