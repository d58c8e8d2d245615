// The comparison against the truth table, and the truth table against Ajv.
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { JsonSchema } from "../../generate/json-schema.ts";
import { documentsOf } from "./agreement-documents.ts";
import { judge, verdict } from "./agreement-judge.ts";
import { compare } from "./compare.ts";
import { type Bump, bumps, type Comparison, type Mode } from "./comparison.ts";
import { truthTable } from "./truth-table.ts";
import type { Row } from "./truth-table-row.ts";

const modes: Mode[] = ["BACKWARD", "FORWARD", "FULL"];

/** Both directions of a row: who reads, what was written by whom, and what is expected. */
function directions(row: Row) {
  const [old, next] = [judge(row.old), judge(row.new)];
  return [
    { who: "new-reader", writer: old, reader: next, readerSchema: row.new, expected: row.newReader },
    { who: "old-reader", writer: next, reader: old, readerSchema: row.old, expected: row.oldReader },
  ] as const;
}

test("the truth table has at least 45 changes, each by a name of its own", () => {
  expect(truthTable.length).toBeGreaterThanOrEqual(45);
  expect(new Set(truthTable.map(({ change }) => change)).size).toBe(truthTable.length);
});

describe.each(truthTable)("$change", (row) => {
  const comparisons = new Map<Mode, Comparison>();
  const compared = (mode: Mode) => {
    const comparison = comparisons.get(mode) ?? compare(row.old, row.new, mode);
    comparisons.set(mode, comparison);
    return comparison;
  };

  test("Ajv bears the table out: each witness breaks its reader, and what is said to be read is read", () => {
    for (const { who, writer, reader, readerSchema, expected } of directions(row)) {
      if (expected.verdict === "breaks") {
        const { witness } = expected;
        expect({ who, witness, written: writer.writes(witness), read: reader.reads(witness) }).toEqual({
          who,
          witness,
          written: true,
          read: false,
        });
      }
      if (expected.verdict === "reads") {
        const documents = fc.sample(documentsOf(writer.writer, readerSchema), { numRuns: 200, seed: 1 });
        const written = documents.filter((document) => writer.writes(document));
        expect({ who, written: written.length >= 50, refused: written.filter((document) => !reader.reads(document)) }).toEqual({
          who,
          written: true,
          refused: [],
        });
      }
    }
  });

  test("the comparison says whom it breaks, in both directions", () => {
    const comparison = compared("FULL");
    expect({ newReader: verdict(comparison, "new-reader"), oldReader: verdict(comparison, "old-reader") }).toEqual({
      newReader: row.newReader.verdict,
      oldReader: row.oldReader.verdict,
    });
  });

  test.each(modes.map((mode, index) => ({ mode, bump: row.bump[index] })))("$mode needs a bump of $bump", ({ mode, bump }) => {
    const comparison = compared(mode);
    expect(comparison.bump).toBe(bump);
    expect(highest(comparison.changes.map((change) => change.bump))).toBe(bump);
  });

  test("Ajv confirms every witness, and that the reader refuses it where the comparison says", () => {
    const { changes } = compared("FULL");
    for (const { who, writer, reader } of directions(row)) {
      for (const { witness, at } of changes.flatMap(({ breaks }) => breaks).filter((one) => one.who === who)) {
        const refused = reader.refusals(witness).some((place) => place === at || place.startsWith(`${at}/`));
        expect({ who, witness, at, written: writer.writes(witness), read: reader.reads(witness), refused }).toEqual({
          who,
          witness,
          at,
          written: true,
          read: false,
          refused: true,
        });
      }
    }
  });

  test("every change says where it is, in the old document, the new one or both", () => {
    for (const change of compared("FULL").changes) {
      const places = [change.old === null ? null : found(row.old, change.old), change.new === null ? null : found(row.new, change.new)];
      expect({ change, places: places.includes(undefined) }).toEqual({ change, places: false });
      expect([change.old, change.new]).not.toEqual([null, null]);
      expect(change.what).toMatch(/\S.*\.$/s);
    }
  });
});

function highest(all: Bump[]): Bump {
  return all.reduce<Bump>((most, bump) => (bumps.indexOf(bump) > bumps.indexOf(most) ? bump : most), "none");
}

/** What a JSON pointer leads to; undefined where it leads nowhere. */
function found(document: JsonSchema, pointer: string): unknown {
  const steps = pointer.split("/").slice(1);
  return steps.reduce<unknown>((place, step) => {
    const name = step.replaceAll("~1", "/").replaceAll("~0", "~");
    return typeof place === "object" && place !== null ? Object.entries(place).find(([key]) => key === name)?.[1] : undefined;
  }, document);
}
