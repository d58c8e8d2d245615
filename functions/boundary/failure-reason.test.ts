import { expect, test } from "@jest/globals";
import { failureReason, unnotifiedReason } from "./failure-reason.ts";

const submissionId = "0b0c7a2e-7d3b-4b8e-9b59-0a5f6f0f6a11";
const reasonOf = (code: string) => failureReason({ submissionId, stage: "analytics-calculator", code });

test.each([
  ["invalid-options", /^analytics-calculator gave up \(invalid-options\)\. .* submit them again with other options\.$/],
  ["object-gone", /: submit them again\.$/],
  ["content-changed", /: submit them again\.$/],
  ["retries-exhausted", new RegExp(`have it tried again\\. Name them this id: ${submissionId}\\.$`)],
])("of %s it is told what the submitter can do", (code, detail) => {
  expect(reasonOf(code)).toEqual({ code, detail: expect.stringMatching(detail) });
});

test("where there is a result it is told where it can be read", () => {
  const { code, detail } = unnotifiedReason(submissionId, "at GET /submissions/1/statistics");
  expect(code).toBe("not-notified");
  expect(detail).toMatch(new RegExp(`Read it at GET /submissions/1/statistics\\. .*: ${submissionId}\\.$`));
});
