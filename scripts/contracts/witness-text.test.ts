// How a witness is shown: JSON that can be read back, and the refused place marked.
import { expect, test } from "@jest/globals";
import { markedLines } from "./witness-text.ts";

const value = { a: [1, { "b/c": null }], empty: {}, none: [], last: "x" };

test.each(["", "/a", "/a/0", "/a/1", "/a/1/b~1c", "/empty", "/last"])("without its mark at %j it is the document's JSON", (at) => {
  const lines = markedLines(value, at);
  expect(lines.filter((line) => line.endsWith("    <-- refused"))).toHaveLength(1);
  expect(lines.map((line) => line.replace("    <-- refused", "")).join("\n")).toBe(JSON.stringify(value, null, 2));
});

test("the mark stands where the refused value begins", () => {
  expect(markedLines(value, "/a/1/b~1c")).toContain('      "b/c": null    <-- refused');
  expect(markedLines(value, "/a/1")).toContain("    {    <-- refused");
  expect(markedLines(value, "/empty")).toContain('  "empty": {},    <-- refused');
});

test("a value without parts is one line", () => {
  expect(markedLines("x", "")).toEqual(['"x"    <-- refused']);
});

test("in a long document, what lies away from the mark is folded", () => {
  const long = {
    before: { a: 1 },
    numbers: Array.from({ length: 100 }, (_, index) => index),
    here: { deep: [{ a: 1 }], other: {} },
    after: "x",
  };
  expect(markedLines(long, "/here/deep")).toEqual([
    "{",
    '  "before": { … },',
    '  "numbers": [ … ],',
    '  "here": {',
    '    "deep": [    <-- refused',
    "      {",
    '        "a": 1',
    "      }",
    "    ],",
    '    "other": {}',
    "  },",
    '  "after": "x"',
    "}",
  ]);
});
