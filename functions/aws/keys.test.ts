import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { v7 as uuidV7 } from "uuid";
import { rawKeys, resultKeys, submissionFolder, submissionOf } from "./keys.ts";

const id = "019ac2f0-5b1e-7000-8000-000000000000";
const instant = fc.integer({ min: 0, max: 2 ** 45 });

test("a submission's objects lie in its folder", () => {
  expect(rawKeys.scores(id)).toBe(`submissions/fe653d0fa4e1-${id}/scores.csv`);
  expect(resultKeys.statistics(id)).toBe(`submissions/fe653d0fa4e1-${id}/statistics.json`);
});

test("in the order in which S3 lists, the newer submission comes first", () => {
  fc.assert(
    fc.property(instant, instant, (one, other) => {
      fc.pre(one !== other);
      const [older, newer] = [Math.min(one, other), Math.max(one, other)].map((msecs) => submissionFolder(uuidV7({ msecs })));
      expect(String(newer) < String(older)).toBe(true);
    }),
  );
});

test("every key says which submission it is of", () => {
  fc.assert(
    fc.property(instant, (msecs) => {
      const submission = uuidV7({ msecs });
      expect(submissionOf(rawKeys.scores(submission))).toBe(submission);
    }),
  );
  expect(submissionOf("elsewhere/0")).toBeUndefined();
});
