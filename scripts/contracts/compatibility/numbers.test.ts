import { describe, expect, test } from "@jest/globals";
import { allOf, inRange, numbersOf, type Range, rangeIsCovered, rangeKeeps, rangeOf } from "./numbers.ts";

function range(schema: Record<string, number>, integer = false): Range {
  const found = rangeOf([schema], integer);
  if (found === undefined) throw new Error(`No range: ${JSON.stringify(schema)}`);
  return found;
}

describe("a range of numbers", () => {
  test("is the narrower of two bounds, open where that is", () => {
    expect(range({ minimum: 1, exclusiveMinimum: 1 })).toMatchObject({ low: 1, lowOpen: true });
    expect(range({ minimum: 2, exclusiveMinimum: 1 })).toMatchObject({ low: 2, lowOpen: false });
    expect(rangeOf([{ exclusiveMinimum: 1 }, { maximum: 1 }], false)).toBeUndefined();
  });

  test("of several steps goes in their least common multiple", () => {
    expect(rangeOf([{ multipleOf: 4 }, { multipleOf: 6 }], true)).toMatchObject({ step: 12 });
  });

  test.each<[Range, string, number, boolean]>([
    [range({ minimum: 1 }), "minimum", 1, true],
    [range({ minimum: 1 }), "exclusiveMinimum", 1, false],
    [range({ exclusiveMinimum: 1 }), "exclusiveMinimum", 1, true],
    [range({ exclusiveMinimum: 1 }, true), "minimum", 2, true],
    [range({ exclusiveMaximum: 1 }), "maximum", 0.9, false],
    [range({ multipleOf: 6 }), "multipleOf", 3, true],
    [range({ multipleOf: 3 }), "multipleOf", 6, false],
    [range({ multipleOf: 0.5 }), "multipleOf", 0.25, true],
    // In doubles 0.3 is no multiple of 0.1.
    [range({ multipleOf: 0.3 }), "multipleOf", 0.1, false],
    [range({ multipleOf: 0.1 }), "multipleOf", 0.1, true],
  ])("%j keeps %s %d: %p", (one, keyword, value, keeps) => {
    expect(rangeKeeps(one, keyword, value)).toBe(keeps);
  });

  test("offers numbers that are all in it, whole and near ones first", () => {
    const one = range({ exclusiveMinimum: 0, maximum: 10 });
    expect(numbersOf(one, 4)[0]).toBe(4);
    expect(numbersOf(one, 4).filter((number) => !inRange(one, number))).toEqual([]);
    expect(numbersOf(range({ minimum: 0.1, maximum: 0.2 }), 7).length).toBeGreaterThan(0);
  });

  test("lists all of a few", () => {
    expect(allOf(range({ minimum: -1, maximum: 3, multipleOf: 2 }))).toEqual([0, 2]);
    expect(allOf(range({ minimum: 0, maximum: 1 }))).toBeUndefined();
  });

  test.each<[string, Range, Range[], boolean]>([
    ["halves that touch", range({ minimum: 0, maximum: 2 }), [range({ minimum: 1 }), range({ maximum: 1 })], true],
    [
      "halves that leave the point out",
      range({ minimum: 0, maximum: 2 }),
      [range({ exclusiveMinimum: 1 }), range({ exclusiveMaximum: 1 })],
      false,
    ],
    ["all numbers by two halves", range({}), [range({ minimum: 0 }), range({ exclusiveMaximum: 0 })], true],
    [
      "integers with a gap that holds none",
      range({ minimum: 0, maximum: 9 }, true),
      [range({ maximum: 4.2 }), range({ minimum: 4.9 })],
      true,
    ],
    ["integers that only even numbers are for", range({ minimum: 0, maximum: 9 }, true), [range({ multipleOf: 2 })], false],
    ["numbers that only integers are for", range({ minimum: 0, maximum: 9 }), [range({}, true)], false],
    ["nothing", range({ minimum: 0, maximum: 9 }), [], false],
  ])("is covered: %s", (_name, one, others, covered) => {
    expect(rangeIsCovered(one, others)).toBe(covered);
  });
});
