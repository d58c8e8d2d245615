import { expect, test } from "@jest/globals";
import type { SubmissionStatus } from "../../generated/types/submission-status.d.ts";
import { absent } from "./absence.ts";

const id = "01a21000-7d3b-7b8e-9b59-0a5f6f0f6a11";
const status = (one: SubmissionStatus["status"], code?: string): SubmissionStatus => ({
  id,
  status: one,
  acceptedAt: "2026-11-25T09:30:00.000Z",
  timeline: [],
  ...(code !== undefined && { reason: { code, detail: "" } }),
  links: { self: `/submissions/${id}` },
});

test("what is still to come is not ready, and says when to ask again", () => {
  const problem = absent("statistics", status("accepted"), new Date("2026-11-25T09:30:30.000Z"));
  expect(problem).toMatchObject({ code: "not-ready", status: 404, headers: { "retry-after": "3" } });
  expect(problem.message).toBe(
    `Submission ${id} has no statistics yet: it is accepted. Ask again in 3 s, or watch GET /submissions/${id}.`,
  );
});

test.each([
  ["rejected", "invalid-scores", `GET /submissions/${id}/problems says what is wrong.`],
  ["failed", "retries-exhausted", `GET /submissions/${id} says what can be done.`],
  ["expired", "upload-expired", `GET /submissions/${id} says what can be done.`],
] as const)("of what is %s nothing is to come, and the problem says where to go", (one, code, advice) => {
  const problem = absent("statistics", status(one, code), new Date());
  expect(problem).toMatchObject({ code: "not-found", headers: {} });
  expect(problem.message).toBe(`Submission ${id} has no statistics: it is ${one} (${code}). ${advice}`);
});
