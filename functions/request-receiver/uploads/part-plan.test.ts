import { expect, test } from "@jest/globals";
import fc from "fast-check";
import pipeline from "../../../pipeline.json" with { type: "json" };
import { partSize } from "../../aws/part-size.ts";
import { planParts } from "./part-plan.ts";

const { largestBytes, ...settings } = pipeline.api.uploads;
const mebibyte = 1_048_576;

test.each([
  [1, 8, 1],
  [8 * mebibyte, 8, 1],
  [8 * mebibyte + 1, 8, 2],
  [300_000_000, 8, 36],
  [8_388_608_000, 8, 1000],
  [8_388_608_001, 9, 889],
  [50_000_000_000, 48, 994],
  [100_000_000_000, 64, 1491],
  [1_000_000_000_000, 96, 9935],
])("a file of %d bytes has parts of %d MiB: %d of them", (sizeBytes, mebibytes, partCount) => {
  expect(planParts(sizeBytes, settings)).toEqual({ partSizeBytes: mebibytes * mebibyte, partCount });
});

test("whatever the size, S3 takes the parts, and together they are the file", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: largestBytes }), (sizeBytes) => {
      const plan = planParts(sizeBytes, settings);
      const last = partSize(plan.partCount, { ...plan, sizeBytes });
      expect(plan.partSizeBytes).toBeGreaterThanOrEqual(5 * mebibyte);
      expect(plan.partCount).toBeLessThanOrEqual(1000);
      expect(last).toBeGreaterThan(0);
      expect(last).toBeLessThanOrEqual(plan.partSizeBytes);
      expect((plan.partCount - 1) * plan.partSizeBytes + last).toBe(sizeBytes);
    }),
  );
});
