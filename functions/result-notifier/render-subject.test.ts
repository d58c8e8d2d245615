import { describe, expect, test } from "@jest/globals";
import { corrected, failed, idOf, rejected, report } from "./mail-under-test.ts";
import { renderSubject } from "./render-subject.ts";

const ofCourse = (course: string) => renderSubject([report("Quiz1,85,76,90\n", { course })]);

test.each([
  ["CS-487", "[CS-487] 1 quiz, 3 scores"],
  ["Übungen (Ä) – 2026", "[Ubungen (A) 2026] 1 quiz, 3 scores"],
  ["Straße, Łódź", "[Strasse, Lodz] 1 quiz, 3 scores"],
  ["C++", "[C++] 1 quiz, 3 scores"],
  ["101", "[101] 1 quiz, 3 scores"],
  ["CS-487 数学", "[CS-487] 1 quiz, 3 scores"],
])("the course %s stands there in ASCII", (course, subject) => {
  expect(ofCourse(course)).toBe(subject);
});

test.each(["数学", "数学 101", "---", "[]", "\u202e", "😀"])("a course that ASCII cannot name (%j) is left to the text", (course) => {
  expect(ofCourse(course)).toBe("Scoreline: 1 quiz, 3 scores");
});

test.each([
  ["[CS]\r\nBcc: a@b.c", "[(CS) Bcc: a@b.c] 1 quiz, 3 scores"],
  ["=?utf-8?B?SGk=?=", "[= ?utf-8?B?SGk= ?=] 1 quiz, 3 scores"],
])("a course that would be more than a name (%j) is none", (course, subject) => {
  expect(ofCourse(course)).toBe(subject);
});

describe("it never loses what became of the submission", () => {
  const course = "C".repeat(60);

  test.each([
    ["REJECTED: 2 problems", rejected("A,x,y\n", { course })],
    ["FAILED: no statistics", failed({ course })],
    ["FAILED: result not mailed", failed({ course, stage: "result-notifier" })],
    ["1 quiz, 1 score, partial", report("A,1,x\n", { course, options: { mode: "lenient" } })],
    ["1 quiz, 1 score, a correction", { ...corrected("A,1\n", { lines: "A,2\n" }), course }],
  ])("%s", (said, one) => {
    expect(renderSubject([one])).toBe(`[${"C".repeat(37)}...] ${said}`);
  });

  test("of many, where the numbers are long: then the course is shortened, and the last count is left out", () => {
    const counted = (index: number) =>
      report("A,1,x\n", { course, quizCount: 10_000, scoreCount: 10 ** 15, submissionId: idOf(index), options: { mode: "lenient" } });
    const reports = [failed({ course }), rejected("A,x\n", { course }), ...Array.from({ length: 998 }, (_, index) => counted(index))];
    const subject = renderSubject(reports);
    expect(subject).toBe("[CCCCCCCCCCCCCCCCCCCCCCCCC...] 1000 submissions, 1 FAILED, 1 REJECTED, 998 partial, 9980000 quizzes");
    expect(subject.length).toBeLessThan(100);
  });
});

test("of several courses none is named, and nor is one where a submission has none", () => {
  const of = (course?: string) => report("A,1\n", course === undefined ? {} : { course });
  expect(renderSubject([of("CS-487"), of("CS-101")])).toBe("Scoreline: 2 submissions, 2 quizzes, 2 scores");
  expect(renderSubject([of("CS-487"), of()])).toBe("Scoreline: 2 submissions, 2 quizzes, 2 scores");
});

test("where nothing was counted there are no figures", () => {
  expect(renderSubject([rejected("A,x\n"), rejected("B,x\n")])).toBe("Scoreline: 2 submissions, 2 REJECTED");
});
