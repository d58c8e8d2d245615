// How versions of contracts are read, compared and raised.
import { expect, test } from "@jest/globals";
import { compareVersions, isVersion, majorOf, raised } from "./versions.ts";

test.each(["1.0", "1.0.0.0", "01.0.0", "1.0.0-beta", "1.0.0+1", "v1.0.0", "1.0.0\n", ""])("%j is no version", (text) => {
  expect(isVersion(text)).toBe(false);
  expect(() => majorOf(text)).toThrow("is no version: write it as major.minor.patch");
});

test("versions go by their numbers, the major first", () => {
  const ascending = ["0.9.9", "1.0.0", "1.0.2", "1.0.10", "1.2.0", "1.10.0", "2.0.0", "10.0.0"];
  expect(ascending.toReversed().sort(compareVersions)).toEqual(ascending);
  expect(compareVersions("1.2.3", "1.2.3")).toBe(0);
});

test("a raised version starts again at 0 below what was raised", () => {
  expect((["none", "patch", "minor", "major"] as const).map((bump) => raised("1.2.3", bump))).toEqual(["1.2.3", "1.2.4", "1.3.0", "2.0.0"]);
});
