import { describe, expect, test } from "@jest/globals";
import { MISSING_TOKENS, MissingTokens } from "./missing-tokens.ts";
import { encode } from "./test-reader.ts";

function find(text: string, tokens?: readonly string[]): number {
  // Looked for inside other bytes, so that a look beyond the range shows.
  const bytes = encode(`N${text}A`);
  return new MissingTokens(tokens).find(bytes, 1, bytes.length - 1);
}

describe("the tokens of a missing score", () => {
  test.each([
    ["", 0],
    ["NA", 1],
    ["na", 1],
    ["Abs", 2],
    ["eX", 3],
  ])("%j is one, in any case of letters", (text, index) => {
    expect(find(text)).toBe(index);
  });

  test.each(["N", "NAN", "N/A", "EXC", "0", "-", "null"])("%s is none", (text) => {
    expect(find(text)).toBe(-1);
  });

  test("are those that are given, and no others", () => {
    expect(find("fehlt", ["", "FEHLT"])).toBe(1);
    expect(find("Krank é", ["krank é"])).toBe(0);
    expect(find("NA", ["FEHLT"])).toBe(-1);
  });

  test("have the blank cell among them, said or not", () => {
    expect(new MissingTokens(["x"]).tokens).toEqual(["x", ""]);
    expect(find("", ["x"])).toBe(1);
    expect(new MissingTokens([]).tokens).toEqual([""]);
    expect(new MissingTokens().tokens).toEqual(MISSING_TOKENS);
  });

  test("differ by the case of letters beyond ASCII", () => {
    expect(find("É", ["é"])).toBe(-1);
  });

  test("are no other bytes that differ as letters of two cases do", () => {
    expect(find("[", ["{"])).toBe(-1);
    expect(find("@", ["`"])).toBe(-1);
  });
});
