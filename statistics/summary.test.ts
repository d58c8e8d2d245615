import { expect, test } from "@jest/globals";
import { OptionError } from "./options.ts";
import { describeLines, summarise } from "./test-summary.ts";

test("a quiz on several lines is one, in the place where it first appeared, and that is told", () => {
  const { quizzes, quality } = describeLines('A,1\nB,5\n "A" ,3,NA\n');
  expect(quizzes.map(({ name, lineCount, count, missing, mean }) => [name, lineCount, count, missing, mean])).toEqual([
    ["A", 2, 2, 1, 2],
    ["B", 1, 1, 0, 5],
  ]);
  expect(quality.problems.map(({ code, line, severity }) => [code, line, severity])).toEqual([
    ["duplicate-quiz", 3, "warning"],
    ["extra-cell", 3, "warning"],
  ]);
});

test("good cells are counted beside bad ones, and the problems are told", () => {
  const { quizzes, status, quality } = describeLines("A,1,x,3\n,4\n");
  expect(status).toBe("partial");
  expect(quizzes.map(({ sum }) => sum)).toEqual([4]);
  expect(quality.problems.map(({ code, line, column }) => [code, line, column])).toEqual([
    ["type-error", 1, 3],
    ["no-quiz-name", 2, 1],
  ]);
  expect(quality.problemCounts).toEqual([
    { code: "no-quiz-name", severity: "error", count: 1 },
    { code: "type-error", severity: "error", count: 1 },
  ]);
});

test("a missing score is no 0, and each token is counted by itself", () => {
  const [quiz] = describeLines("A,10,,NA,ABS,abs,EX,20\n").quizzes;
  expect(quiz).toMatchObject({ count: 2, missing: 5, min: 10, mean: 15 });
  expect(quiz?.missingByToken).toEqual([
    { token: "", count: 1 },
    { token: "NA", count: 1 },
    { token: "ABS", count: 2 },
    { token: "EX", count: 1 },
  ]);
});

test("missing tokens can be others", () => {
  const [quiz] = describeLines("A,10,-,,n/a\n", { missingTokens: ["-", "n/a"] }).quizzes;
  expect(quiz?.missingByToken.map(({ token, count }) => `${token}: ${count}`)).toEqual(["-: 1", "n/a: 1", ": 1"]);
});

test("no input is no quiz", () => {
  expect(describeLines("")).toMatchObject({ status: "complete", quizCount: 0, scoreCount: 0, missingCount: 0, quizzes: [] });
});

test("what cannot be told apart is not read at all", () => {
  const { quizzes, quality } = describeLines("Quiz1;85,5\n");
  expect(quizzes).toEqual([]);
  expect(quality.problems).toMatchObject([{ code: "ambiguous-delimiter", line: 1, column: null, byteOffset: null, cell: null }]);
  expect(describeLines("Quiz1;85,5\n", { delimiter: ";" }).quizzes).toMatchObject([{ name: "Quiz1", mean: 85.5 }]);
});

test("bytes of another encoding than was declared are not read at all", () => {
  const { quizzes, quality } = describeLines(Uint8Array.of(0xff, 0xfe, 0x51, 0, 0x2c, 0, 0x31, 0), { encoding: "utf-8" });
  expect(quizzes).toEqual([]);
  expect(quality.problems).toMatchObject([{ code: "ambiguous-encoding", hint: expect.stringContaining("utf-16le") }]);
});

test("how it was read is told", () => {
  expect(describeLines("\ufeffquiz;a;b\r\n\r\nA;8,5;9\r\nB;1;2").quality.reading).toEqual({
    encoding: "utf-8",
    byteOrderMark: true,
    delimiter: ";",
    delimiterDecidedBy: "detected",
    decimal: ",",
    decimalDecidedBy: "detected",
    header: true,
    headerDecidedBy: "detected",
    blankLineCount: 1,
    lineEndings: { lf: 0, crlf: 3, cr: 0 },
  });
});

test("past the limit of quizzes a line is a problem, and the quizzes before it are kept", () => {
  const { quizzes, quality } = describeLines("A,1\nB,2\nC,3\nA,4\n", { limits: { maxQuizzes: 2 } });
  expect(quizzes.map(({ name, sum }) => [name, sum])).toEqual([
    ["A", 5],
    ["B", 2],
  ]);
  expect(quality.problems.filter(({ severity }) => severity === "error")).toMatchObject([{ code: "too-many-quizzes", line: 3, cell: "C" }]);
});

test.each([
  [{ maxScore: 1e15 }, "maxScore"],
  [{ passMark: 1 / 3 }, "passMark"],
  [{ gradeBands: [{ label: "A", from: Number.NaN }] }, "gradeBands"],
  [{ maxScore: 0 }, "maxScore"],
  [
    {
      gradeBands: [
        { label: "A", from: 85 },
        { label: "B", from: 85 },
      ],
    },
    "gradeBands",
  ],
  [{ missingTokens: ["NA", " 0 "] }, "missingTokens"],
  [{ missingTokens: ["9,9"] }, "missingTokens"],
])("an option that no input can meet is refused by name: %j", (options, option) => {
  expect(() => summarise("", options)).toThrow(OptionError);
  expect(() => summarise("", options)).toThrow(expect.objectContaining({ option, message: expect.stringContaining(option) }));
});

test("a thousand quizzes come back in their order, whatever their names hash to", () => {
  const names = Array.from({ length: 1000 }, (_, index) => `Quiz ${index}`);
  const text = [...names, ...names.toReversed()].map((name, index) => `${name},${index}\n`).join("");
  const { quizzes } = describeLines(text);
  expect(quizzes.map(({ name }) => name)).toEqual(names);
  expect(quizzes.every(({ sum }) => sum === 1999)).toBe(true);
});
