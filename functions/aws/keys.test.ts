import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { v7 as uuidV7 } from "uuid";
import { historyKeyOf, ownedKey, ownedSubmissionOf, ownerPrefix, rawKeys, resultKeys, submissionFolder, submissionOf } from "./keys.ts";

const id = "019ac2f0-5b1e-7000-8000-000000000000";
const instant = fc.integer({ min: 0, max: 2 ** 45 });

test("a submission's objects lie in its folder", () => {
  expect(rawKeys.scores(id)).toBe(`submissions/fe653d0fa4e1-${id}/scores.csv`);
  expect(resultKeys.statistics(id)).toBe(`submissions/fe653d0fa4e1-${id}/statistics.json`);
});

test("a submission's rows of the history lie by the date on which it was accepted, in no submission's folder", () => {
  const key = historyKeyOf(id, "2026-11-25T23:59:59.999Z");
  expect(key).toBe(`history/date=2026-11-25/${id}.ndjson`);
  expect(submissionOf(key)).toBeUndefined();
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

test("an owner's list does not say whose it is, and has the order of the folders", () => {
  // printf 'user-1' | sha256sum
  const hash = "c6c289e49e9c05b2145860387b73bcb18df43fb09a1e4a4a9713c76c88bb541b";
  expect(ownedKey("user-1", id)).toBe(`owners/${hash}/fe653d0fa4e1-${id}`);
  expect(ownerPrefix("user-1")).toBe(`owners/${hash}/`);
  expect(ownedKey("user-2", id).startsWith(ownerPrefix("user-1"))).toBe(false);
  expect(ownedSubmissionOf(ownedKey("user-1", id))).toBe(id);
  expect(ownedSubmissionOf(rawKeys.scores(id))).toBeUndefined();
  expect(submissionOf(ownedKey("user-1", id))).toBeUndefined();
});
