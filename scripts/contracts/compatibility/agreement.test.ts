// What the comparison says agrees with what Ajv does, on tens of thousands of generated documents.
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { JsonSchema } from "../../generate/json-schema.ts";
import { judge, verdict, type Who } from "./agreement-judge.ts";
import { type Pair, pair, publishedPair, unusualPair, withDocuments } from "./agreement-pairs.ts";
import { allStrings, twoPatterns } from "./agreement-patterns.ts";
import { compare } from "./compare.ts";
import type { Comparison } from "./comparison.ts";
import { value } from "./truth-table-row.ts";

const seed = Number(process.env.FAST_CHECK_SEED ?? 20_260_131);
const whos: Who[] = ["new-reader", "old-reader"];

/** In percent. */
function share(part: number, whole: number): number {
  return (100 * part) / whole;
}

function sum(counts: number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

/** Throws where a document that was written is refused by a reader that is said to read it. Counts what each writer wrote. */
function contradicted(comparison: Comparison, versions: Pair, documents: Record<Who, unknown[]>): number[] {
  const [old, next] = [judge(versions.old), judge(versions.new)];
  const parties = { "new-reader": { writer: old, reader: next }, "old-reader": { writer: next, reader: old } };
  const wrong = (what: string) => new Error(`${what}\nOld: ${JSON.stringify(versions.old)}\nNew: ${JSON.stringify(versions.new)}`);
  const counts = whos.map((who) => {
    const { writer, reader } = parties[who];
    const written = documents[who].filter((document) => writer.writes(document));
    const refused = verdict(comparison, who) === "reads" ? written.find((document) => !reader.reads(document)) : undefined;
    if (refused !== undefined) throw wrong(`The ${who} is said to read ${JSON.stringify(refused)}, and refuses it.`);
    return written.length;
  });
  for (const { who, witness, at } of comparison.changes.flatMap(({ breaks }) => breaks)) {
    const { writer, reader } = parties[who];
    const said = `The ${who} is said to break on ${JSON.stringify(witness)} at "${at}"`;
    if (!writer.writes(witness)) throw wrong(`${said}, which nobody writes.`);
    if (reader.reads(witness)) throw wrong(`${said}, and reads it.`);
    if (!reader.refusals(witness).some((place) => place === at || place.startsWith(`${at}/`))) throw wrong(`${said}, and not there.`);
  }
  return counts;
}

describe("a comparison of two versions within the profile", () => {
  test("contradicts none of 60,000 documents, and Ajv confirms its witnesses", () => {
    const each = 30;
    const seen = { documents: 0, written: 0, pairs: 0, silent: 0, breaks: 0, unknown: 0, reads: 0 };
    fc.assert(
      fc.property(pair.chain(withDocuments(each)), ({ versions, fromOld, fromNew }) => {
        const comparison = compare(versions.old, versions.new, "FULL");
        const counts = contradicted(comparison, versions, { "new-reader": fromOld, "old-reader": fromNew });
        seen.documents += 2 * each;
        seen.written += sum(counts);
        seen.pairs += 1;
        const verdicts = whos.map((who) => verdict(comparison, who));
        // Of a version that contradicts itself, so that nobody can write it, "unknown" is the right thing to say.
        if (counts.includes(0)) seen.silent += 1;
        else seen[verdicts.includes("unknown") ? "unknown" : verdicts.includes("breaks") ? "breaks" : "reads"] += 1;
      }),
      { numRuns: 1000, seed },
    );
    expect(seen.documents).toBeGreaterThanOrEqual(50_000);
    // A document that its writer would not write contradicts nothing, and a gate that says "unknown" of everything is never wrong.
    expect(share(seen.written, seen.documents)).toBeGreaterThanOrEqual(60);
    expect(share(seen.silent, seen.pairs)).toBeLessThan(8);
    expect(share(seen.reads, seen.pairs)).toBeGreaterThanOrEqual(15);
    expect(share(seen.breaks, seen.pairs)).toBeGreaterThanOrEqual(40);
    expect(share(seen.unknown, seen.pairs)).toBeLessThan(2);
  });

  test("holds for the contracts of the catalogue too, with an edit or two", () => {
    const each = 20;
    const seen = { written: 0, pairs: 0, unknown: 0 };
    fc.assert(
      fc.property(publishedPair.chain(withDocuments(each)), ({ versions, fromOld, fromNew }) => {
        const comparison = compare(versions.old, versions.new, "FULL");
        seen.written += sum(contradicted(comparison, versions, { "new-reader": fromOld, "old-reader": fromNew }));
        seen.pairs += 1;
        if (whos.some((who) => verdict(comparison, who) === "unknown")) seen.unknown += 1;
      }),
      { numRuns: 60, seed },
    );
    expect(share(seen.written, 2 * each * seen.pairs)).toBeGreaterThanOrEqual(50);
    expect(share(seen.unknown, seen.pairs)).toBeLessThan(10);
  });

  test("says the same from the other side, the readers swapped", () => {
    fc.assert(
      fc.property(pair, (versions) => {
        const there = compare(versions.old, versions.new, "FULL");
        const back = compare(versions.new, versions.old, "FULL");
        expect(whos.map((who) => verdict(back, who))).toEqual(whos.toReversed().map((who) => verdict(there, who)));
      }),
      { numRuns: 100, seed },
    );
  });

  test("asks for a major version where a reader that the mode protects breaks, and for no bump of what is the same", () => {
    const protectedBy = { BACKWARD: ["new-reader"], FORWARD: ["old-reader"], FULL: whos } as const;
    fc.assert(
      fc.property(pair, fc.constantFrom("BACKWARD", "FORWARD", "FULL"), (versions, mode) => {
        const comparison = compare(versions.old, versions.new, mode);
        const verdicts = protectedBy[mode].map((who) => verdict(comparison, who));
        if (verdicts.includes("breaks")) expect(comparison.bump).toBe("major");
        else if (!verdicts.includes("unknown")) expect(comparison.bump).not.toBe("major");
        // Which reader is unknown stands in a sentence alone: in FULL, where either counts, it has to be major.
        else if (mode === "FULL") expect(comparison.bump).toBe("major");
        expect(comparison.bump === "none").toBe(comparison.changes.length === 0);
        expect(compare(versions.new, structuredClone(versions.new), mode)).toEqual({ changes: [], bump: "none" });
      }),
      { numRuns: 100, seed },
    );
  });
});

describe("a comparison of two patterns", () => {
  test("contradicts no string of up to five letters, and seldom says that it does not know", () => {
    const strings = allStrings(5);
    const seen = { pairs: 0, unknown: 0 };
    fc.assert(
      fc.property(twoPatterns, ([one, other]) => {
        const versions = { old: value({ type: "string", pattern: one }), new: value({ type: "string", pattern: other }) };
        const documents = strings.map((text) => ({ value: text }));
        const comparison = compare(versions.old, versions.new, "FULL");
        contradicted(comparison, versions, { "new-reader": documents, "old-reader": documents });
        seen.pairs += 1;
        if (comparison.changes.some((change) => change.unknown !== undefined)) seen.unknown += 1;
      }),
      { numRuns: 200, seed },
    );
    expect(share(seen.unknown, seen.pairs)).toBeLessThan(20);
  });
});

describe("a comparison of what is outside the profile", () => {
  test("contradicts no document either, whatever the keywords", () => {
    fc.assert(
      fc.property(unusualPair.chain(withDocuments(20)), ({ versions, fromOld, fromNew }) => {
        contradicted(compare(versions.old, versions.new, "FULL"), versions, { "new-reader": fromOld, "old-reader": fromNew });
      }),
      { numRuns: 150, seed },
    );
  });

  const strange: Record<string, JsonSchema> = {
    "true for a schema": { type: "object", properties: { a: true } },
    "false for items": { type: "object", properties: { a: { type: "array", items: false } } },
    "a reference to nowhere": { type: "object", properties: { a: { $ref: "#/$defs/Nowhere" } } },
    "a reference to elsewhere": { type: "object", properties: { a: { $ref: "https://example.org/schema.json" } } },
    "a definition that is itself": { $ref: "#/$defs/A", $defs: { A: { $ref: "#/$defs/A" } } },
    "definitions that go round": {
      $ref: "#/$defs/A",
      $defs: { A: { anyOf: [{ $ref: "#/$defs/B" }] }, B: { anyOf: [{ $ref: "#/$defs/A" }] } },
    },
    "a type that there is not": { type: "object", properties: { a: { type: "colour" } } },
    "a pattern that is none": { type: "object", properties: { a: { type: "string", pattern: "(" } } },
    "a bound that is no number": { type: "object", properties: { a: { type: "number", minimum: "1" } } },
    "required names that are no list": { type: "object", required: "a", properties: { a: { type: "string" } } },
    "properties that are a list": { type: "object", properties: [{ type: "string" }] },
  };
  test.each(Object.entries(strange))("%s: it does not throw, and does not know", (_name, schema) => {
    const plain = { type: "object", properties: { a: { type: "string" }, b: { type: "string" } } };
    for (const comparison of [compare(schema, plain, "FULL"), compare(plain, schema, "FULL")]) {
      expect(comparison.changes.some((change) => change.unknown !== undefined)).toBe(true);
      expect(comparison.bump).toBe("major");
    }
    // Nobody can say what it takes, be it the same or not.
    expect(compare(schema, structuredClone(schema), "FULL").bump).toBe("major");
  });
});
