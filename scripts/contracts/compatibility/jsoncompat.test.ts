// Where jsoncompat, the other judge of JSON Schema changes, says something else than the truth table, and who is right.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { check_compat, initSync } from "jsoncompat";
import { closed, type JsonSchema } from "../../generate/json-schema.ts";
import { documentsOf } from "./agreement-documents.ts";
import { judge, type Who } from "./agreement-judge.ts";
import { truthTable } from "./truth-table.ts";
import type { Expected, Row } from "./truth-table-row.ts";

type Answer = "reads" | "breaks" | "throws";

interface Disagreement {
  change: string;
  who: Who;
  jsoncompat: Answer;
  because: string;
}

const mapValues = "It does not compare the values of a map where the reader is the newer one.";
const steps = "It judges a step of a whole number alone, and throws at any other.";
const stepOfIntegers = "It does not see that numbers in steps of 1 are the integers.";
const branches = "It does not see that two branches hold together what neither holds alone.";
const patternText = "It compares patterns as text: any other pattern counts as a break.";
const formatIgnored = "It takes a format for a remark, which the standard allows; Scoreline's readers assert formats.";
const notProven = "It is right, or may be; the gate does not follow that keyword, and says so.";
const keywordIgnored = "It passes over a keyword that it does not know.";
const undecidable = "It compares patterns as text. These two are the same, which the gate cannot prove and does not claim.";

/** `who` twice: the same answer for both readers. */
const both = (change: string, jsoncompat: Answer, because: string): Disagreement[] => [
  { change, who: "new-reader", jsoncompat, because },
  { change, who: "old-reader", jsoncompat, because },
];

const disagreements: Disagreement[] = [
  { change: "the values of a map are narrowed", who: "new-reader", jsoncompat: "reads", because: mapValues },
  { change: "one key of a map gets a schema of its own", who: "new-reader", jsoncompat: "reads", because: mapValues },
  ...both("a step is halved", "throws", steps),
  { change: "an integer is written as a number in steps of 1", who: "old-reader", jsoncompat: "breaks", because: stepOfIntegers },
  { change: "a pattern is narrowed", who: "old-reader", jsoncompat: "breaks", because: patternText },
  { change: "a pattern is widened", who: "new-reader", jsoncompat: "breaks", because: patternText },
  ...both("a pattern is written otherwise", "breaks", patternText),
  { change: "a pattern is anchored", who: "old-reader", jsoncompat: "breaks", because: patternText },
  {
    change: "a longest length becomes a pattern whose dot leaves out line breaks",
    who: "old-reader",
    jsoncompat: "breaks",
    because: patternText,
  },
  { change: "a pattern gets the lengths that it has", who: "new-reader", jsoncompat: "breaks", because: patternText },
  ...both("a pattern that no automaton can follow changes", "breaks", undecidable),
  { change: "a format is added", who: "new-reader", jsoncompat: "reads", because: formatIgnored },
  { change: "a format is removed", who: "old-reader", jsoncompat: "reads", because: formatIgnored },
  ...both("a format changes", "reads", formatIgnored),
  { change: "a format becomes a pattern that looks like it", who: "old-reader", jsoncompat: "reads", because: formatIgnored },
  ...both("a format that nobody knows is added", "reads", formatIgnored),
  { change: "lengths are split between two branches", who: "new-reader", jsoncompat: "breaks", because: branches },
  ...both("a keyword is added that nobody knows", "reads", keywordIgnored),
  { change: "a keyword outside the profile is added", who: "new-reader", jsoncompat: "breaks", because: notProven },
  { change: "a keyword outside the profile is added", who: "old-reader", jsoncompat: "reads", because: notProven },
  ...both("a schema refers to itself", "reads", notProven),
];

initSync({ module: readFileSync(fileURLToPath(import.meta.resolve("jsoncompat/jsoncompat_wasm_bg.wasm"))) });

/**
 * What jsoncompat answers for one reader. It is told the writer's schema closed and the reader's as it stands, which is what the
 * policy means: told both as they stand it disagrees more often.
 */
function ask(row: Row, who: Who): Answer {
  try {
    const compatible =
      who === "new-reader"
        ? check_compat(text(closed(row.old)), text(row.new), "deserializer")
        : check_compat(text(row.old), text(closed(row.new)), "serializer");
    return compatible ? "reads" : "breaks";
  } catch {
    return "throws";
  }
}

function text({ $id: _, ...schema }: JsonSchema): string {
  return JSON.stringify(schema);
}

function expectedOf(row: Row, who: Who): Expected {
  return who === "new-reader" ? row.newReader : row.oldReader;
}

function parties(row: Row, who: Who) {
  return who === "new-reader"
    ? { writer: judge(row.old), reader: judge(row.new), readerSchema: row.new }
    : { writer: judge(row.new), reader: judge(row.old), readerSchema: row.old };
}

describe("jsoncompat", () => {
  test("agrees with the truth table save where it is explained", () => {
    const found = truthTable.flatMap((row) =>
      (["new-reader", "old-reader"] as const)
        .map((who) => ({ change: row.change, who, jsoncompat: ask(row, who), expected: expectedOf(row, who).verdict }))
        .filter(({ jsoncompat, expected }) => jsoncompat !== expected)
        .map(({ change, who, jsoncompat }) => ({ change, who, jsoncompat })),
    );
    expect(found).toEqual(disagreements.map(({ because: _, ...disagreement }) => disagreement));
  });

  test.each(disagreements)('$change: "$jsoncompat", it says of the $who. $because', ({ change, who, jsoncompat, because }) => {
    const row = truthTable.find((one) => one.change === change);
    if (row === undefined) throw new Error(`The truth table has no row "${change}": take it out of the list of disagreements.`);
    const { writer, reader, readerSchema } = parties(row, who);
    const expected = expectedOf(row, who);
    expect(jsoncompat).not.toBe(expected.verdict);
    if (expected.verdict === "breaks") {
      expect({ written: writer.writes(expected.witness), read: reader.reads(expected.witness) }).toEqual({ written: true, read: false });
    } else if (expected.verdict === "reads") {
      const written = fc.sample(documentsOf(writer.writer, readerSchema), { numRuns: 500, seed: 2 }).filter((one) => writer.writes(one));
      expect(written.length).toBeGreaterThan(100);
      expect(written.filter((one) => !reader.reads(one))).toEqual([]);
    } else {
      expect([notProven, keywordIgnored, formatIgnored, undecidable]).toContain(because);
    }
  });
});
