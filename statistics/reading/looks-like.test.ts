import { expect, test } from "@jest/globals";
import { looksLike } from "./looks-like.ts";
import { encode } from "./test-reader.ts";

test.each([
  ["a Latin letter in one byte", [0x43, 0x61, 0x66, 0xe9], "windows-1252"],
  ["curly quotes in one byte each", [0x93, 0x41, 0x94], "windows-1252"],
  ["a byte that windows-1252 has nothing for", [0x41, 0x81], null],
  ["a character that was cut, beside a whole one", [...encode("Prüfung"), 0xc3], "damaged utf-8"],
  ["NULs", [0x00, 0xe9, 0x00, 0x41], "utf-16"],
  ["what stands for no character of another encoding", [...encode("Prü"), 0xff], null],
])("a cell with %s", (_what, bytes, likeness) => {
  expect(looksLike(Uint8Array.from(bytes))).toBe(likeness);
});
