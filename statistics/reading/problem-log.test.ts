import { describe, expect, test } from "@jest/globals";
import { MAX_PROBLEMS, ProblemLog } from "./problem-log.ts";
import type { ScoreProblemCode } from "./score-problem.ts";

function report(log: ProblemLog, code: ScoreProblemCode, line: number): void {
  if (log.add(code)) log.keep({ code, line, column: 1, byteOffset: null, cell: null, hint: "Do." });
}

describe("a problem log", () => {
  test("counts all problems, by code and by severity, and keeps the first of them", () => {
    const log = new ProblemLog();
    for (let line = 1; line <= MAX_PROBLEMS + 50; line++) report(log, "type-error", line);
    report(log, "no-scores", 1000);
    expect(log.counts).toEqual(
      new Map([
        ["type-error", MAX_PROBLEMS + 50],
        ["no-scores", 1],
      ]),
    );
    expect([log.errorCount, log.warningCount]).toEqual([MAX_PROBLEMS + 51, 0]);
    expect(log.errors.map(({ line }) => line)).toEqual(Array.from({ length: MAX_PROBLEMS }, (_, i) => i + 1));
  });

  test("keeps errors and warnings apart, so that neither takes the other's place", () => {
    const log = new ProblemLog();
    for (let line = 1; line <= 200; line++) report(log, "duplicate-quiz", line);
    for (let line = 201; line <= 260; line++) report(log, "type-error", line);
    expect([log.errorCount, log.warningCount]).toEqual([60, 200]);
    expect(log.errors.map(({ line }) => line)).toEqual(Array.from({ length: 60 }, (_, i) => 201 + i));
    expect(log.warnings.map(({ line }) => line)).toEqual(Array.from({ length: MAX_PROBLEMS }, (_, i) => 1 + i));
  });

  test("gives each problem its code's severity", () => {
    const log = new ProblemLog();
    report(log, "constraint-error", 1);
    report(log, "encoding-error", 2);
    expect(log.warnings.map(({ code, severity }) => [code, severity])).toEqual([["constraint-error", "warning"]]);
    expect(log.errors.map(({ code, severity }) => [code, severity])).toEqual([["encoding-error", "error"]]);
  });

  test("of nothing is empty", () => {
    const log = new ProblemLog();
    expect([log.errorCount, log.warningCount, log.counts.size, log.errors, log.warnings]).toEqual([0, 0, 0, [], []]);
  });
});
