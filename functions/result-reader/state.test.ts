import { describe, expect, test } from "@jest/globals";
import { resultKeys } from "../aws/keys.ts";
import { overdueAfterSeconds, type Results, resultsOf, retryAfterSeconds, type State, stateOf } from "./state.ts";

const id = "01a21000-7d3b-7b8e-9b59-0a5f6f0f6a11";
const accepted = new Date("2026-11-25T09:30:00.000Z");
const later = (seconds: number) => new Date(accepted.getTime() + seconds * 1_000);

test.each<[string, Results, State]>([
  ["nothing", {}, "accepted"],
  ["statistics", { statistics: later(1) }, "calculated"],
  ["statistics and a mail", { statistics: later(1), notified: later(2) }, "notified"],
  ["a rejection", { rejection: later(1) }, "rejected"],
  ["a rejection and a mail", { rejection: later(1), notified: later(2) }, "rejected"],
  ["a rejection, and a notifier that gave up", { rejection: later(1), failure: later(40) }, "rejected"],
  ["a failure", { failure: later(60) }, "failed"],
  ["statistics, and a notifier that gave up", { statistics: later(1), failure: later(60) }, "failed"],
  ["statistics, and a notifier that gave up in the same second", { statistics: later(1), failure: later(1) }, "failed"],
  ["a failure that a later try mended", { failure: later(60), statistics: later(300) }, "calculated"],
  ["a failure of the notifier that a later try mended", { statistics: later(1), failure: later(60), notified: later(300) }, "notified"],
])("with %s", (_what, results, state) => {
  expect(stateOf(results, accepted, later(300))).toBe(state);
});

test("without a result a submission is overdue after the stated time, and not before", () => {
  expect(overdueAfterSeconds).toBe(3_600);
  expect(stateOf({}, accepted, later(3_600))).toBe("accepted");
  expect(stateOf({}, accepted, later(3_601))).toBe("overdue");
  expect(stateOf({ statistics: later(1) }, accepted, later(9_999))).toBe("calculated");
});

test("results are told by their keys, and those of others are not taken", () => {
  const listed = (key: string) => ({ key, lastModified: accepted, sizeBytes: 100 });
  const other = "01a21000-7d3b-7b8e-9b59-0a5f6f0f6a12";
  const objects = [resultKeys.statistics(id), resultKeys.notified(other), `${resultKeys.failure(id)}.bak`].map(listed);
  expect(resultsOf(id, objects)).toEqual({ statistics: accepted });
});

test("a mail that a run has claimed is not sent until the claim is empty", () => {
  const mail = (sizeBytes: number) => resultsOf(id, [{ key: resultKeys.notified(id), lastModified: accepted, sizeBytes }]);
  expect(mail(78)).toEqual({});
  expect(mail(0)).toEqual({ notified: accepted });
});

describe("when to ask again", () => {
  test.each<[State, number, number | undefined]>([
    ["uploading", 0, 60],
    ["accepted", 0, 1],
    ["accepted", 45, 5],
    ["calculated", 2, 1],
    ["overdue", 9_999, 60],
    ["notified", 0, undefined],
    ["rejected", 0, undefined],
    ["failed", 0, undefined],
  ])("%s, after %d s: %s s", (state, seconds, retry) => {
    const acceptedAt = state === "uploading" ? {} : { acceptedAt: accepted.toISOString() };
    expect(retryAfterSeconds({ status: state, ...acceptedAt }, later(seconds))).toBe(retry);
  });

  test("a clock that is behind is no reason for a negative wait", () => {
    expect(retryAfterSeconds({ status: "accepted", acceptedAt: accepted.toISOString() }, later(-5))).toBe(1);
  });
});
