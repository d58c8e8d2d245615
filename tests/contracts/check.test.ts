// `npm run contracts:check`, as a process: what it says of each failure, and with which exit code.
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { currentContracts } from "../../scripts/contracts/candidates.ts";
import type { CheckReport } from "../../scripts/contracts/check-report.ts";
import { releasePath } from "../../scripts/contracts/releases.ts";
import { asText, type JsonSchema } from "../../scripts/generate/json-schema.ts";
import { createAjv, forDirection } from "../../scripts/generate/validators.ts";
import { type Outcome, projectRoot, run } from "./command.ts";
import { folderOf, removeFolders, versionText, withSums } from "./release-folder.ts";

afterAll(removeFolders);

const contracts = currentContracts();
const frozen = withSums(Object.fromEntries(contracts.map(({ name, version, text }) => [releasePath(name, version), text])));

function contract(name: string) {
  const found = contracts.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`There is no contract ${name}.`);
  return found;
}

const event = contract("raw-data-stored");
const eventPath = releasePath(event.name, event.version);
const nextMajor = `${Number(event.version.split(".")[0]) + 1}.0.0`;

/** The event as it would have been before submittedAt was required. */
function withOptionalInstant(): JsonSchema {
  const { $defs, ...document } = structuredClone(event.document);
  return JSON.parse(JSON.stringify({ ...document, $defs }), (_key, value) =>
    Array.isArray(value) && value.includes("submittedAt") ? value.filter((name) => name !== "submittedAt") : value,
  );
}

describe("where every contract is as it was released", () => {
  test("it says so of each, and exits with 0", async () => {
    const { code, stdout, stderr } = await run("check", ["--released", await folderOf(frozen)]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    for (const { name, version, mode } of contracts)
      expect(stdout).toContain(`${name} ${version} (${mode}) passes: unchanged. Compared with ${version}.`);
    expect(stdout).toContain(`${contracts.length} contracts, and each has a version that is high enough.`);
  });

  test("the project itself passes", async () => {
    expect(await run("check", [])).toMatchObject({ code: 0, stderr: "" });
  });
});

describe("where a contract broke since its release", () => {
  let folder: string;
  let text: Outcome;
  let json: Outcome;
  beforeAll(async () => {
    folder = await folderOf(withSums({ ...frozen, [eventPath]: asText(withOptionalInstant()) }));
    [text, json] = [await run("check", ["--released", folder]), await run("check", ["--released", folder, "--json"])];
  });

  test("it exits with 1 and ends with what is needed", () => {
    const last = `${event.name}: ${event.version} → needs ${nextMajor}; ${event.versionIn} says ${event.version}: raise it, or take the change back.\n`;
    expect(text.code).toBe(1);
    expect(text.stdout.endsWith(last)).toBe(true);
  });

  test("it says what changed, where, and who breaks, and shows a document that is refused", () => {
    expect(text.stdout).toContain(
      `${event.name} ${event.version} (FULL_TRANSITIVE) FAILS: ${nextMajor} or higher is needed. Compared with ${event.version}.`,
    );
    expect(text.stdout).toContain("submittedAt");
    expect(text.stdout).toContain(`A new reader breaks on what ${event.version} writes: `);
    expect(text.stdout).toMatch(/"specversion": "1\.0"/);
    expect(text.stdout).toMatch(/ {4}<-- refused$/m);
  });

  test("--json prints one document with the same verdict, and witnesses that Ajv confirms", () => {
    expect(json.code).toBe(1);
    const report: CheckReport = JSON.parse(json.stdout);
    expect(report).toMatchObject({ ok: false, old: folder, new: "schemas", faults: [], leftOut: [] });
    expect(report.contracts.map(({ name }) => name)).toEqual(contracts.map(({ name }) => name));
    const failing = report.contracts.filter(({ state }) => state === "too-low");
    expect(failing).toMatchObject([{ name: event.name, version: event.version, latest: event.version, required: nextMajor }]);
    const breaks = failing.flatMap(({ compared }) =>
      compared.flatMap(({ comparison }) => comparison.changes.flatMap((change) => change.breaks)),
    );
    expect(breaks.map(({ who }) => who)).toEqual(["new-reader"]);
    for (const { witness } of breaks) {
      expect(createAjv().validate(forDirection(withOptionalInstant(), "write"), witness)).toBe(true);
      expect(createAjv().validate(event.document, witness)).toBe(false);
    }
  });
});

describe("a folder of releases that is not sound fails, with file and remedy", () => {
  test.each([
    { fault: "a released file was touched", files: { ...frozen, [eventPath]: `${event.text} ` }, file: eventPath, says: "SHA256SUMS says" },
    {
      fault: "a released file is gone",
      files: { SHA256SUMS: frozen.SHA256SUMS ?? "" },
      file: eventPath,
      says: "it is gone. A released version never changes: restore it",
    },
    { fault: "a file is foreign", files: { ...frozen, "notes.md": "" }, file: "notes.md", says: "It is no release. Take it away" },
  ])("$fault", async ({ files, file, says }) => {
    const folder = await folderOf(files);
    const { code, stdout } = await run("check", ["--released", folder]);
    expect(code).toBe(1);
    expect(stdout.split("\n").find((line) => line.startsWith(join(folder, file)))).toContain(says);
    const report: CheckReport = JSON.parse((await run("check", ["--released", folder, "--json"])).stdout);
    expect(report.ok).toBe(false);
    expect(report.faults.map((one) => one.file)).toContain(join(folder, file));
  });

  test("a released contract is no longer in the catalogue", async () => {
    const folder = await folderOf(withSums({ ...frozen, "lost/1.0.0.schema.json": versionText("lost", "1.0.0") }));
    const { code, stdout } = await run("check", ["--released", folder]);
    expect(code).toBe(1);
    expect(stdout).toContain("lost: 1.0.0 is released, and schemas/catalogue.ts no longer publishes it: put it back");
  });
});

describe("--against compares two folders", () => {
  const string = { type: "string" };
  const object = (properties: JsonSchema, required: string[] = []) => ({ title: "Thing", type: "object", required, properties });

  async function against(old: Record<string, string>, next: Record<string, string>, ...more: string[]) {
    const [before, after] = [await folderOf(old), await folderOf(next)];
    return { before, after, ...(await run("check", ["--against", before, after, ...more])) };
  }

  test("the new one is generated/json-schema where none is named", async () => {
    const { code, stdout } = await run("check", ["--against", join(projectRoot, "generated/json-schema")]);
    expect({ code, passing: stdout.match(/passes: unchanged/g)?.length }).toEqual({ code: 0, passing: contracts.length });
    expect(stdout).toContain("pipeline: internal, not judged.");
  });

  test("what was added passes, what was removed needs a major and fails", async () => {
    const [old, next] = [{ "a.schema.json": versionText("a", "1.0.0") }, { "b.schema.json": versionText("b", "1.0.0") }];
    const { code, stdout, before, after } = await against(old, next);
    expect(code).toBe(1);
    expect(stdout).toContain("b 1.0.0 (FULL_TRANSITIVE) passes: it has no release to compare with.");
    expect(stdout).toContain("a FAILS: it is gone, which is a change that needs a new major.");
    expect(stdout).toContain(`a: ${join(before, "a.schema.json")} has no counterpart in ${after}.`);
  });

  test("schemas are paired by the name in their $id, wherever the files lie", async () => {
    const old = { "thing/1.0.0.schema.json": versionText("thing", "1.0.0", object({ a: string })) };
    const next = { "other-name.schema.json": versionText("thing", "1.1.0", object({ a: string, b: string })) };
    const { code, stdout } = await against(old, next);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringContaining("thing 1.1.0 (FULL_TRANSITIVE) passes: 1.1.0 or higher is needed."),
    });
  });

  test("without an $id by their file, and then a break alone fails", async () => {
    const file = (schema: JsonSchema) => ({ "thing.schema.json": asText(schema) });
    const [old, more, broken] = [object({ a: string }), object({ a: string, b: string }), object({ a: { type: "number" } })];
    expect(await against(file(old), file(more))).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("thing (FULL_TRANSITIVE) passes: nobody breaks."),
    });
    expect(await against(file(old), file(broken))).toMatchObject({
      code: 1,
      stdout: expect.stringContaining("thing (FULL_TRANSITIVE) FAILS: it breaks somebody"),
    });
  });

  test("the mode is that of the contract's kind, FULL for a strange name, or what --mode says", async () => {
    const texts = (name: string, required: string[]) => ({
      [`${name}.schema.json`]: versionText(name, "1.0.0", object({ a: string }, required)),
    });
    const needs = async (name: string, ...more: string[]) =>
      (await against(texts(name, []), texts(name, ["a"]), ...more)).stdout.match(/needs ([0-9.]+)/)?.[1];
    expect(await needs("submission-request")).toBe("2.0.0");
    expect(await needs("problem")).toBe("1.1.0");
    expect(await needs("strange")).toBe("2.0.0");
    expect(await needs("strange", "--mode", "FORWARD")).toBe("1.1.0");
  });

  test("a file that is not JSON fails by name, and so does a schema that the comparison does not understand, by pointer", async () => {
    const old = { "thing.schema.json": "{" };
    const next = { "thing.schema.json": asText({ type: "object", properties: { a: { not: string } } }) };
    const { code, stdout, before, after } = await against(old, next);
    expect(code).toBe(1);
    expect(stdout).toContain(`${join(before, "thing.schema.json")}: It is not JSON`);
    expect(stdout).toContain(`${join(after, "thing.schema.json")} at /properties/a/not: It has the keyword "not"`);
  });

  test("two schemas of one name fail", async () => {
    const next = { "a.schema.json": versionText("thing", "1.0.0"), "b.schema.json": versionText("thing", "1.1.0") };
    const { code, stdout, after } = await against({ "a.schema.json": versionText("thing", "1.0.0") }, next);
    expect(code).toBe(1);
    expect(stdout).toContain(`${join(after, "b.schema.json")} at /$id: ${join(after, "a.schema.json")} bears the same name, thing.`);
  });
});

describe("a command line that is wrong gets advice and exit code 2, and nothing on standard output", () => {
  test.each([
    { parameters: ["--agianst", "x"], says: "Unknown option '--agianst'" },
    { parameters: ["--against"], says: "'--against <value>' argument missing" },
    { parameters: ["--against", "nowhere"], says: "nowhere is no folder that can be read: name one that holds *.schema.json files." },
    { parameters: ["--against", "generated/json-schema", "nowhere"], says: "nowhere is no folder that can be read" },
    { parameters: ["--against", "generated/json-schema", "generated/json-schema", "docs"], says: '"docs" is one folder too many' },
    { parameters: ["--against", "generated/validators"], says: "generated/validators holds no *.schema.json" },
    {
      parameters: ["--against", "generated/json-schema", "--mode", "SIDEWAYS"],
      says: '--mode takes BACKWARD, FORWARD or FULL, not "SIDEWAYS".',
    },
    { parameters: ["--against", "generated/json-schema", "--mode", "constructor"], says: "--mode takes" },
    { parameters: ["--mode", "FULL"], says: "--mode goes with --against" },
    { parameters: ["generated/json-schema"], says: '"generated/json-schema" is one word too many' },
    { parameters: ["--released", "nowhere"], says: "nowhere is no folder" },
    { parameters: ["--released", "schemas", "--against", "schemas"], says: "exclude one another" },
  ])("$parameters", async ({ parameters, says }) => {
    const { code, stdout, stderr } = await run("check", parameters);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(says);
    expect(stderr).toContain("npm run contracts:check -- [options]");
  });

  test("--help is no mistake", async () => {
    expect(await run("check", ["--help"])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("--against FOLDER [NEW]"),
      stderr: "",
    });
  });
});
