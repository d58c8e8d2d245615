// Which version a contract needs, by what changed in it since each release of its major.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { Type } from "@sinclair/typebox";
import { cloudEvent, contractId } from "../../schemas/lib/envelope.ts";
import { type Candidate, currentContracts } from "../../scripts/contracts/candidates.ts";
import { checkReleases } from "../../scripts/contracts/check-report.ts";
import { gate, passes, type Verdict } from "../../scripts/contracts/gate.ts";
import { type Release, releasedFolder, releasePath, sha256Of } from "../../scripts/contracts/releases.ts";
import { reportText } from "../../scripts/contracts/report.ts";
import { asText, type JsonSchema, jsonSchema } from "../../scripts/generate/json-schema.ts";

const string = { type: "string" };
const open = (properties: JsonSchema, required: string[] = []): JsonSchema => ({ title: "Thing", type: "object", required, properties });
const closed = (properties: JsonSchema, required: string[] = []): JsonSchema => ({
  ...open(properties, required),
  additionalProperties: false,
});

const base = open({ a: string, b: string }, ["a"]);
const same = base;
const described = open({ a: { ...string, description: "The first." }, b: string }, ["a"]);
const added = open({ a: string, b: string, c: string }, ["a"]);
const breaking = open({ a: { type: "number" }, b: string }, ["a"]);

function release(version: string, schema: JsonSchema, name = "thing"): Release {
  const document = { ...schema, $id: contractId(name, version) };
  const text = asText(document);
  return { name, version, path: releasePath(name, version), text, sha256: sha256Of(text), document };
}

function candidate(version: string, schema: JsonSchema, mode: Candidate["mode"] = "FULL_TRANSITIVE"): Candidate {
  const { name, document, text } = release(version, schema);
  return { name, version, mode, document, text, versionIn: "schemas/events/thing.ts" };
}

/** The gate's one verdict. */
function judged(now: Candidate, ...releases: Release[]): Verdict {
  const [verdict, ...others] = gate([now], releases);
  if (verdict === undefined || others.length > 0) throw new Error("There is not one verdict.");
  return verdict;
}

test("every contract of the catalogue has a version as high as it needs", async () => {
  const report = await checkReleases(releasedFolder);
  expect(report.ok ? "" : reportText(report)).toBe("");
});

test.each(currentContracts())("$versionIn says the version of $name", async ({ versionIn, version }) => {
  expect(await readFile(join(import.meta.dirname, "../..", versionIn), "utf8")).toContain(`version: "${version}"`);
});

describe("since release 1.2.3", () => {
  test.each([
    { what: "nothing", schema: same, required: "1.2.3", enough: ["1.2.3", "1.2.4", "1.3.0"], low: ["1.2.2", "1.1.9", "0.9.0"] },
    { what: "a description", schema: described, required: "1.2.4", enough: ["1.2.4", "1.2.9", "1.3.0"], low: ["1.2.3", "1.2.2"] },
    { what: "an optional field", schema: added, required: "1.3.0", enough: ["1.3.0", "1.3.1", "1.10.0"], low: ["1.2.3", "1.2.4"] },
    { what: "the type of a field", schema: breaking, required: "2.0.0", enough: [], low: ["1.2.3", "1.2.4", "1.3.0", "1.99.0"] },
    { what: "something that nobody can judge", schema: { ...base, not: string }, required: "2.0.0", enough: [], low: ["1.2.3", "1.3.0"] },
  ])("$what changed: $required is needed", ({ schema, required, enough, low }) => {
    const released = release("1.2.3", base);
    for (const version of enough) {
      const verdict = judged(candidate(version, schema), released);
      expect(verdict).toMatchObject({ version, state: version === "1.2.3" ? "unchanged" : "raised", required, latest: "1.2.3" });
      expect(passes(verdict)).toBe(true);
    }
    for (const version of low) {
      const verdict = judged(candidate(version, schema), released);
      const remedy = `thing: 1.2.3 → needs ${required}; schemas/events/thing.ts says ${version}: raise it, or take the change back.`;
      expect(verdict).toMatchObject({ version, state: "too-low", required, remedy });
      expect(passes(verdict)).toBe(false);
    }
  });

  test("a break passes as a new major, and what changed is told", () => {
    const verdict = judged(candidate("2.0.0", breaking), release("1.2.3", base));
    expect(verdict).toMatchObject({ state: "new-major", required: null, compared: [], sinceLastMajor: { version: "1.2.3" } });
    expect(verdict.sinceLastMajor?.comparison.bump).toBe("major");
    expect(passes(verdict)).toBe(true);
  });

  test.each([
    ["the order of keys", asText({ ...base, properties: { b: string, a: string }, $id: contractId("thing", "1.2.3") })],
    ["white space", JSON.stringify(release("1.2.3", base).document)],
  ])("other bytes of the same meaning are another version all the same: %s", (_what, text) => {
    const verdict = judged(candidate("1.2.3", base), { ...release("1.2.3", base), document: JSON.parse(text), text });
    expect(verdict).toMatchObject({ state: "too-low", required: "1.2.4" });
  });
});

describe("since several releases", () => {
  const withC = open({ a: string, c: string }, ["a"]);
  const withoutC = open({ a: string }, ["a"]);
  const otherC = open({ a: string, c: { type: "number" } }, ["a"]);

  test("a break of the oldest alone asks for a new major", () => {
    const verdict = judged(candidate("1.2.0", otherC), release("1.0.0", withC), release("1.1.0", withoutC));
    expect(verdict.compared.map(({ version, comparison }) => [version, comparison.bump])).toEqual([
      ["1.0.0", "major"],
      ["1.1.0", "minor"],
    ]);
    expect(verdict).toMatchObject({ state: "too-low", required: "2.0.0" });
  });

  test("what breaks nobody is counted from the latest", () => {
    const releases = [release("1.0.0", withoutC), release("1.1.0", withC)];
    expect(judged(candidate("1.1.0", withC), ...releases)).toMatchObject({ state: "unchanged", required: "1.1.0" });
    expect(judged(candidate("1.0.0", withC), ...releases)).toMatchObject({ state: "too-low", required: "1.1.0" });
  });

  test("an older major is not compared with", () => {
    const releases = [release("1.0.0", breaking), release("2.0.0", base), release("2.1.0", added)];
    const verdict = judged(candidate("2.1.0", added), ...releases);
    expect(verdict.state).toBe("unchanged");
    expect(verdict.compared.map(({ version }) => version)).toEqual(["2.0.0", "2.1.0"]);
  });

  test("going back to an older major does not pass", () => {
    const verdict = judged(candidate("1.1.0", base), release("1.0.0", base), release("2.0.0", base));
    expect(verdict).toMatchObject({ state: "too-low", latest: "2.0.0", required: "2.0.0" });
  });
});

describe("the mode decides who must not break", () => {
  const optional = closed({ a: string });
  const required = closed({ a: string }, ["a"]);
  test.each([
    { mode: "BACKWARD_TRANSITIVE", becomes: "required", old: optional, now: required, needs: "2.0.0" },
    { mode: "BACKWARD_TRANSITIVE", becomes: "optional", old: required, now: optional, needs: "1.1.0" },
    { mode: "FORWARD_TRANSITIVE", becomes: "required", old: optional, now: required, needs: "1.1.0" },
    { mode: "FORWARD_TRANSITIVE", becomes: "optional", old: required, now: optional, needs: "2.0.0" },
    { mode: "FULL_TRANSITIVE", becomes: "required", old: optional, now: required, needs: "2.0.0" },
    { mode: "FULL_TRANSITIVE", becomes: "optional", old: required, now: optional, needs: "2.0.0" },
  ] as const)("$mode: a field becomes $becomes, and $needs is needed", ({ mode, old, now, needs }) => {
    expect(judged(candidate("1.0.0", now, mode), release("1.0.0", old)).required).toBe(needs);
  });
});

test("a contract that was never released passes", () => {
  expect(gate([candidate("1.0.0", base)], [release("1.0.0", base, "other")])[0]).toMatchObject({ state: "never-released", required: null });
});

test("a released contract that is gone fails", () => {
  const [, verdict] = gate([candidate("1.0.0", base)], [release("1.0.0", base, "other")]);
  expect(verdict).toMatchObject({ name: "other", state: "gone", latest: "1.0.0", remedy: expect.stringContaining("put it back") });
});

describe("what follows from the version number itself", () => {
  const event = (version: string, fields = {}) => {
    const identity = { name: "thing", version, producers: ["request-receiver"] as const, description: "Something happened." };
    const schema = cloudEvent(identity, { ...fields, a: Type.String({ title: "A", description: "A." }) });
    return jsonSchema("thing", { version, kind: "event", schema, sentBy: ["one"], readBy: ["other"] });
  };

  test("is no change within a major", () => {
    expect(judged(candidate("1.1.0", event("1.1.0")), release("1.0.0", event("1.0.0")))).toMatchObject({
      state: "raised",
      required: "1.0.0",
    });
  });

  test("is not told as a change of a new major", () => {
    const verdict = judged(candidate("2.0.0", event("2.0.0")), release("1.0.0", event("1.0.0")));
    expect(verdict.sinceLastMajor?.comparison.changes).toEqual([]);
    const more = { b: Type.String({ title: "B", description: "B." }) };
    const changed = judged(candidate("2.0.0", event("2.0.0", more)), release("1.0.0", event("1.0.0")));
    expect(changed.sinceLastMajor?.comparison.changes.map((change) => change.new)).toEqual([expect.stringMatching(/\/b$/)]);
  });
});
