import { afterEach, expect, test } from "@jest/globals";
import { environment } from "./environment.ts";

afterEach(() => {
  delete process.env.SCORELINE_TEST_A;
});

test("a variable that is set comes back under its name", () => {
  process.env.SCORELINE_TEST_A = "a";
  expect(environment("SCORELINE_TEST_A")).toEqual({ SCORELINE_TEST_A: "a" });
});

test("the error names every variable that is missing or empty, and no other", () => {
  process.env.SCORELINE_TEST_A = "a";
  expect(() => environment("SCORELINE_TEST_A", "SCORELINE_TEST_B", "SCORELINE_TEST_C")).toThrow(
    /^SCORELINE_TEST_B, SCORELINE_TEST_C are not set\./,
  );
});
