import { describe, expect, test } from "@jest/globals";
import { rootToDouble } from "../test-fractions.ts";
import { scatter, sdPopulation, sdSample, standardError } from "./standard-deviation.ts";
import { sampleOf } from "./test-sample.ts";

const spreadOf = (scores: string) => [sdSample, sdPopulation, standardError].map((figure) => figure(sampleOf(scores)));

describe("published values", () => {
  // https://support.microsoft.com/office: STDEV.S and STDEV.P, of the breaking strength of tools.
  test("the ten strengths that Excel documents STDEV.S and STDEV.P by", () => {
    const [sample, population] = spreadOf("1345 1301 1368 1322 1310 1370 1318 1350 1303 1299");
    expect(sample).toBeCloseTo(27.46391572, 8);
    expect(population).toBeCloseTo(26.05455814, 8);
    // Σx = 13,286 and Σx² = 17,658,568, so that n·Σx² − (Σx)² = 67,884.
    expect(sample).toBe(rootToDouble([67_884n, 90n]));
    expect(population).toBe(rootToDouble([67_884n, 100n]));
  });

  // https://numpy.org/doc/stable/reference/generated/numpy.std.html
  test("the four numbers that NumPy documents std by", () => {
    expect(sdPopulation(sampleOf("1 2 3 4"))).toBe(1.118033988749895);
  });

  // https://en.wikipedia.org/wiki/Standard_deviation, "Basic examples": the grades of eight students.
  test("the eight grades of Wikipedia: 2 of a population, √(32/7) of a sample", () => {
    expect(spreadOf("2 4 4 4 5 5 7 9")).toEqual([rootToDouble([32n, 7n]), 2, rootToDouble([4n, 7n])]);
  });
});

test.each([
  ["two scores: Σ(x − x̄)² = 2", "1 3", [rootToDouble([2n, 1n]), 1, 1]],
  ["scores that are all the same", "5 5 5", [0, 0, 0]],
  ["8.50 is 8.5", "8.50 8.5 8.500", [0, 0, 0]],
  ["tenths: Σ(x − x̄)² = 2/100", "0.1 0.2 0.3", [0.1, rootToDouble([2n, 300n]), rootToDouble([1n, 300n])]],
  ["below 0", "-3 -1", [rootToDouble([2n, 1n]), 1, 1]],
  ["1 and 3 on top of 10^14", "100000000000001 100000000000003", [rootToDouble([2n, 1n]), 1, 1]],
  ["twelve decimals", "999999999999999.000000000001 999999999999999.000000000003", [rootToDouble([2n, 10n ** 24n]), 1e-12, 1e-12]],
])("%s", (_case, scores, expected) => {
  expect(spreadOf(scores)).toEqual(expected);
});

test("a single score has no spread as everybody's, and none that could be told as a sample", () => {
  expect(spreadOf("7")).toEqual(["n<2", 0, "n<2"]);
});

test("without a score there is none", () => {
  expect(spreadOf("")).toEqual(["n<2", "n<1", "n<2"]);
});

test("the scatter is n·Σx² − (Σx)² on the square of the scale", () => {
  // 4·(1² + 2² + 3² + 4²) − 10² = 20, in hundredths of a point's square
  expect(scatter(sampleOf("0.1 0.2 0.3 0.4"))).toBe(20);
  expect(scatter(sampleOf("10000000000000001 10000000000000003"))).toBe(4);
});
