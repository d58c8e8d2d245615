import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { COMMA } from "./ascii.ts";
import { isGreater, readDecimal } from "./decimal.ts";

function read(text: string, mark?: number) {
  // Read inside other bytes, so that a look beyond the range shows.
  const bytes = new TextEncoder().encode(`9${text}9.5`);
  return readDecimal(bytes, 1, bytes.length - 3, mark);
}

describe("a number", () => {
  test.each<[string, number | bigint, number]>([
    ["85", 85, 0],
    ["0", 0, 0],
    ["-0", 0, 0],
    ["-0.00", 0, 0],
    ["0e999", 0, 0],
    ["085", 85, 0],
    ["8.5", 85, 1],
    ["8.50", 85, 1],
    ["100.00", 100, 0],
    ["-2.25", -225, 2],
    ["0.000000000001", 1, 12],
    ["1.500000000000000000", 15, 1],
    ["8.5e1", 85, 0],
    ["1E2", 100, 0],
    ["1E+02", 100, 0],
    ["25e-1", 25, 1],
    ["0.001e15", 1_000_000_000_000, 0],
    ["1200e-14", 12, 12],
    ["999999999999999", 999_999_999_999_999, 0],
    ["9007.199254740991", 9_007_199_254_740_991, 12],
    ["9007.199254740992", 9_007_199_254_740_992n, 12],
    ["-999999999999999.999999999999", -999_999_999_999_999_999_999_999_999n, 12],
    ["123456789012345.000000000001", 123_456_789_012_345_000_000_000_001n, 12],
    [`${"0".repeat(500)}7.${"0".repeat(400)}`, 7, 0],
  ])("%s is read exactly", (text, digits, decimals) => {
    expect(read(text)).toEqual({ digits, decimals });
  });

  test.each([
    ..."+5|.5|-.5|5.|5.e1|.|-||--1|-+1|1-|nan|NaN|inf|Infinity|-inf|1_000|0x10|0b1|1 2|1,5|1e|1e+|1e-|e5|1e5.5|1e5e5|1.2.3|1..2|5%|10/20|".split(
      "|",
    ),
    "٥",
    "８５",
    "\u00a085",
    "85\u00a0",
    "85\u200b",
    "−5",
    "1\u00005",
    "5n",
    "1\t2",
  ])("%j is not a number", (text) => {
    expect(read(text)).toBe("type-error");
  });

  test.each([
    "1000000000000000",
    "-1000000000000000",
    "1e15",
    "1e400",
    "1e99999999999999999999",
    "1e-400",
    "1e-13",
    "0.0000000000001",
    "85.33333333333333",
    "9".repeat(900),
    `0.${"3".repeat(900)}`,
  ])("%s is out of range", (text) => {
    expect(read(text)).toBe("number-out-of-range");
  });

  test("is the same however it is written", () => {
    const whole = fc.bigInt(0n, 10n ** 15n - 1n);
    const fraction = fc.stringMatching(/^\d{1,12}$/);
    fc.assert(
      fc.property(fc.constantFrom("", "-"), whole, fraction, fc.integer({ min: 0, max: 20 }), (sign, left, right, shift) => {
        const digits = BigInt(`${sign}${left}${right}`);
        const plain = read(`${sign}${left}.${right}`);
        expect(plain).toEqual(read(`${sign}00${left}.${right}0000`));
        expect(plain).toEqual(read(`${digits < 0n || sign === "" ? digits : `-${digits}`}e-${right.length}`));
        expect(plain).toEqual(read(`${sign}${left}${right}${"0".repeat(shift)}E-${right.length + shift}`));
        if (typeof plain === "string") throw new Error(plain);
        expect(BigInt(plain.digits) * 10n ** BigInt(right.length)).toBe(digits * 10n ** BigInt(plain.decimals));
        expect(typeof plain.digits).toBe(Number.isSafeInteger(Number(plain.digits)) ? "number" : "bigint");
      }),
    );
  });
});

describe("a number with a decimal comma", () => {
  test.each<[string, number, number]>([
    ["85", 85, 0],
    ["8,50", 85, 1],
    ["-0,125", -125, 3],
    ["1,000", 1, 0],
    ["8,5e1", 85, 0],
    ["0,00", 0, 0],
  ])("%s is read exactly", (text, digits, decimals) => {
    expect(read(text, COMMA)).toEqual({ digits, decimals });
  });

  test.each(["8.5", "1.000,5", "1,000.5", ",5", "5,", "1,2,3"])("%s is none", (text) => {
    expect(read(text, COMMA)).toBe("type-error");
  });

  test("has the same range", () => {
    expect(read("0,0000000000001", COMMA)).toBe("number-out-of-range");
  });
});

describe("the greater of two decimals", () => {
  test.each([
    ["85", "84.99", true],
    ["84.99", "85", false],
    ["85", "85.0", false],
    ["-1", "-2", true],
    ["999999999999999.999999999999", "999999999999999.999999999998", true],
    ["999999999999999", "0.000000000001", true],
    ["0.1", "0.09", true],
  ])("%s > %s is %p, exactly", (a, b, greater) => {
    const [left, right] = [read(a), read(b)];
    if (typeof left === "string" || typeof right === "string") throw new Error("no number");
    expect(isGreater(left, right)).toBe(greater);
  });
});
