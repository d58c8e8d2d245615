import { expect, test } from "@jest/globals";
import { type Cell, csvText } from "./csv.ts";

test.each<[Cell, string]>([
  ["Quiz1", "Quiz1"],
  ["", ""],
  [null, ""],
  [undefined, ""],
  [0, "0"],
  [-1.5, "-1.5"],
  [1e-7, "1e-7"],
  ["a,b", '"a,b"'],
  ['say "a"', '"say ""a"""'],
  ["two\nlines", '"two\nlines"'],
  ["two\rlines", '"two\rlines"'],
  [" spaces ", " spaces "],
  ["=1+1", "'=1+1"],
  ["+SUM(A1)", "'+SUM(A1)"],
  ["-A1", "'-A1"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["\t=1", "'\t=1"],
  ["\r=1", '"\'\r=1"'],
  ['=HYPERLINK("http://x","y")', `"'=HYPERLINK(""http://x"",""y"")"`],
  ["-", "-"],
  ["-1", "-1"],
  ["+49", "+49"],
  ["-1.5e3", "-1.5e3"],
  ["-.5", "-.5"],
  ["-1-1", "'-1-1"],
  ["1=1", "1=1"],
  ["数学 😀", "数学 😀"],
])("the cell %j is written %j", (cell, text) => {
  expect(csvText([["x", cell, "y"]])).toBe(`x,${text},y\r\n`);
});

test("every line ends in CRLF, the last one too", () => {
  expect(csvText([["a"], ["b"]])).toBe("a\r\nb\r\n");
});
