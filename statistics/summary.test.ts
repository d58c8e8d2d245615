import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { describe as describeSummary } from "./describe.ts";
import { Summariser } from "./summary.ts";

function summarise(text: string) {
  const summariser = new Summariser();
  summariser.push(new TextEncoder().encode(text));
  return summariser.end();
}

test("the seed's three quizzes", () => {
  const { lineCount, problemCount, ...summary } = summarise("Quiz1,85,76,90\nQuiz2,78,88,85\nQuiz3,92,90,87\n");
  expect([lineCount, problemCount]).toEqual([3, 0]);
  expect(describeSummary({ lineCount, problemCount, ...summary })).toEqual({
    quizCount: 3,
    scoreCount: 9,
    missingCount: 0,
    quizzes: [
      { name: "Quiz1", method: "exact", count: 3, missing: 0, min: 76, max: 90, mean: 251 / 3 },
      { name: "Quiz2", method: "exact", count: 3, missing: 0, min: 78, max: 88, mean: 251 / 3 },
      { name: "Quiz3", method: "exact", count: 3, missing: 0, min: 87, max: 92, mean: 269 / 3 },
    ],
  });
});

test("a quiz on several lines is one, in the place where it first appeared", () => {
  const { quizzes } = summarise('A,1\nB,5\n "A" ,3,NA\n');
  expect(
    quizzes.map(({ name, lines, distribution }) => [name, lines, distribution.count, distribution.missing, distribution.mean]),
  ).toEqual([
    ["A", 2, 2, 1, 2],
    ["B", 1, 1, 0, 5],
  ]);
});

test("good cells are counted beside bad ones, and the problems are told", () => {
  const { quizzes, problems, problemCount } = summarise("A,1,x,3\n,4\n");
  expect(quizzes[0]?.distribution.sum).toBe(4);
  expect(problems.map(({ code }) => code)).toEqual(["not-a-number", "no-quiz-name"]);
  expect(problemCount).toBe(2);
});

test("a missing score is no 0", () => {
  const [quiz] = describeSummary(summarise("A,10,,NA,ABS,EX,20\n")).quizzes;
  expect(quiz).toMatchObject({ count: 2, missing: 4, min: 10, mean: 15 });
});

test("no input is no quiz", () => {
  expect(describeSummary(summarise(""))).toEqual({ quizCount: 0, scoreCount: 0, missingCount: 0, quizzes: [] });
});

test("neither the order of the lines nor that of a quiz's cells changes a figure", () => {
  const lines = fc.array(
    fc.tuple(fc.constantFrom("A", "B", "C"), fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 6 })),
    { maxLength: 8 },
  );
  const figuresOf = (rows: [string, number[]][]) => {
    const text = rows.map(([name, cells]) => `${name},${cells.map((cell) => cell / 10).join(",")}\n`).join("");
    return Object.fromEntries(describeSummary(summarise(text)).quizzes.map((quiz) => [quiz.name, quiz]));
  };
  fc.assert(
    fc.property(lines, (rows) => {
      const turned = rows.map(([name, cells]): [string, number[]] => [name, [...cells].reverse()]).reverse();
      expect(figuresOf(turned)).toEqual(figuresOf(rows));
    }),
  );
});
