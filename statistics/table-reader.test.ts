import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { SubmissionOptions } from "../generated/types/statistics.d.ts";
import { MAX_TABLE_CELLS, type NoTable, type ScoreTable } from "./score-table.ts";
import { TableReader } from "./table-reader.ts";

function readTable(input: string | Uint8Array, options: SubmissionOptions = {}, cuts: readonly number[] = []): ScoreTable | NoTable {
  const bytes = Buffer.from(input);
  const reader = new TableReader(options);
  let from = 0;
  for (const cut of [...cuts, bytes.length]) {
    const chunk = bytes.subarray(from, cut);
    reader.push(chunk);
    chunk.fill(0xff); // no byte of UTF-8, so that a chunk that was kept shows
    from = cut;
  }
  return reader.end();
}

/** A score as its text, a missing token in brackets. */
function shown(table: ScoreTable | NoTable) {
  if ("reason" in table) return table;
  const { students, quizzes } = table;
  return [
    students,
    ...quizzes.map(({ name, cells }) => [name, ...cells.map((cell) => ("score" in cell ? cell.score : `(${cell.missing})`))]),
  ];
}

test("is the header's names and a row for each quiz, scores as decimals without zeros that say nothing", () => {
  expect(shown(readTable("quiz,ada,grace,edsger\nQuiz1,85,85.50,1e1\n\nQuiz2,-0.5,0,100\n"))).toEqual([
    ["ada", "grace", "edsger"],
    ["Quiz1", "85", "85.5", "10"],
    ["Quiz2", "-0.5", "0", "100"],
  ]);
});

test("has what stands for a missing score as it was declared, never 0", () => {
  expect(shown(readTable("quiz,ada,grace,edsger\nQuiz1,,abs,EX\n"))).toEqual([
    ["ada", "grace", "edsger"],
    ["Quiz1", "()", "(ABS)", "(EX)"],
  ]);
  expect(shown(readTable("quiz,ada,grace\nQuiz1,n/a,1\n", { missingTokens: ["n/a"] }))).toEqual([
    ["ada", "grace"],
    ["Quiz1", "(n/a)", "1"],
  ]);
});

test("is read as the options say", () => {
  const options: SubmissionOptions = { delimiter: ";", decimal: ",", header: true, encoding: "windows-1252" };
  expect(shown(readTable(Buffer.from("Woche;J\xfcrgen;Zo\xeb\r\nErste;8,5;9\r\n", "latin1"), options))).toEqual([
    ["Jürgen", "Zoë"],
    ["Erste", "8.5", "9"],
  ]);
});

test("has no column for what a spreadsheet left behind the last student", () => {
  expect(shown(readTable("quiz,ada,,\nQuiz1,85,,\nQuiz2,86,,\n"))).toEqual([["ada"], ["Quiz1", "85"], ["Quiz2", "86"]]);
});

test("keeps every digit that a score may have", () => {
  expect(shown(readTable("quiz,a,b\nQuiz1,999999999999999.123456789012,-0.000000000001\n"))).toEqual([
    ["a", "b"],
    ["Quiz1", "999999999999999.123456789012", "-0.000000000001"],
  ]);
});

describe("there is none", () => {
  test.each<[string, string, SubmissionOptions, NoTable]>([
    ["without a header", "Quiz1,85\nQuiz2,86\n", {}, { reason: "no-header" }],
    ["of nothing", "", {}, { reason: "no-header" }],
    ["of a header that names nobody", "quiz,,\nQuiz1,,\n", { header: true }, { reason: "no-header" }],
    ["where a column of scores has no name", "quiz,ada,\nQuiz1,85,86\n", {}, { reason: "nameless-student", column: 3 }],
    ["where a name cannot be read", 'quiz,ada,"b" x\nQuiz1,85,86\n', { header: true }, { reason: "nameless-student", column: 3 }],
    ["where a name is there twice", "quiz,ada,ada\nQuiz1,85,86\n", {}, { reason: "repeated-student", name: "ada" }],
    ["where a quiz has several lines", "quiz,ada\nQuiz1,85\nQuiz1,86\n", {}, { reason: "repeated-quiz", name: "Quiz1" }],
    ["where a line is short", "quiz,ada,bo\nQ1,85,1\nQ2,86\n", {}, { reason: "misaligned", line: 3, cells: 1, expected: 2 }],
    ["where a line is long", "quiz,ada\nQ1,85,86\n", {}, { reason: "misaligned", line: 2, cells: 2, expected: 1 }],
    ["where a cell cannot be read", "quiz,ada,bo\nQ1,x,86\n", {}, { reason: "unreadable", errors: 1 }],
    ["where a line has no name", "quiz,ada\n,86\nQ1,5\n", {}, { reason: "unreadable", errors: 1 }],
    ["where nobody can tell whether there is a header", "week,ada,bo\nQ1,85,86\n", {}, { reason: "unreadable", errors: 1 }],
  ])("%s", (_when, input, options, reason) => {
    expect(readTable(input, options)).toEqual(reason);
  });

  test("of more cells than are kept, and the reader is full before all are read", () => {
    const reader = new TableReader({ header: true });
    reader.push(Buffer.from("quiz,ada\n"));
    const line = Buffer.from(`${"85,".repeat(99_999)}85\n`);
    let told = 0;
    while (!reader.full && told < MAX_TABLE_CELLS * 2) {
      reader.push(Buffer.from(`Quiz ${told},`));
      reader.push(line);
      told += 100_000;
    }
    expect(told).toBe(MAX_TABLE_CELLS + 100_000);
    expect(reader.end()).toEqual({ reason: "too-many-cells" });
  });
});

test("is the same however the input was cut", () => {
  const score = fc.oneof(fc.integer({ min: -100, max: 100 }).map(String), fc.constantFrom("85.5", "0.25", "", "EX", "1234567890.5"));
  const lines = fc.integer({ min: 1, max: 5 }).chain((students) =>
    fc.array(fc.array(score, { minLength: students, maxLength: students }), { minLength: 1, maxLength: 5 }).map((rows) => ({
      text: [["quiz", ...(rows[0]?.map((_, at) => `s${at}`) ?? [])], ...rows.map((row, at) => [`Q${at}`, ...row])]
        .map((row) => row.join())
        .join("\n"),
      expected: rows.map((row) => row.map((cell) => (/\d/.test(cell) ? cell : `(${cell})`))),
    })),
  );
  const cuts = fc.array(fc.nat(80), { maxLength: 6 }).map((all) => all.toSorted((one, other) => one - other));
  fc.assert(
    fc.property(lines, cuts, ({ text, expected }, places) => {
      const table = shown(readTable(text, { header: true }, places));
      expect(Array.isArray(table) && table.slice(1).map((row) => row.slice(1))).toEqual(expected);
    }),
  );
});
