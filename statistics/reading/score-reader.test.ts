import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { MAX_CELL_BYTES } from "./cell.ts";
import { MAX_PROBLEMS, type ScoreProblem } from "./score-problem.ts";
import { ScoreReader } from "./score-reader.ts";

type Told = ["line", string] | ["score", string] | ["missing", string] | ["problem", ScoreProblem];

const encode = (text: string) => new TextEncoder().encode(text);

/** What a reader tells of an input that comes in these chunks. */
function tell(...chunks: Uint8Array[]): Told[] {
  const told: Told[] = [];
  const reader = new ScoreReader({
    line: (quiz) => told.push(["line", quiz]),
    score: (digits, decimals) => told.push(["score", `${digits}/10^${decimals}`]),
    missing: (token) => told.push(["missing", token]),
    problem: (problem) => told.push(["problem", problem]),
  });
  for (const chunk of chunks) reader.push(chunk);
  reader.end();
  return told;
}

const read = (text: string) => tell(encode(text));
/** The same in short: a line's name, a score's decimal, a missing token in brackets, a problem's code with its place. */
const brief = (text: string | Uint8Array) =>
  tell(typeof text === "string" ? encode(text) : text).map(([kind, what]) =>
    kind === "missing" ? `[${what}]` : kind === "problem" ? `${what.code}@${what.line}:${what.column}+${what.byteOffset}` : what,
  );
const scoreOf = (cell: string) => brief(`Q,${cell}\n`).slice(1);

describe("numbers", () => {
  test.each([
    ["85", "85/10^0"],
    ["0", "0/10^0"],
    ["-0", "0/10^0"],
    ["-2.5", "-25/10^1"],
    ["085", "85/10^0"],
    ["8.50", "85/10^1"],
    ["1.500000000000000", "15/10^1"],
    ["8.5e1", "85/10^0"],
    ["1E2", "100/10^0"],
    ["25e-2", "25/10^2"],
    ["0.001e15", "1000000000000/10^0"],
    ["0e999999999", "0/10^0"],
    ["123456789", "123456789/10^0"],
    ["1234567890", "1234567890/10^0"],
    ["999999999999999", "999999999999999/10^0"],
    ["-999999999999999.999999999999", "-999999999999999999999999999/10^12"],
    ["0.000000000001", "1/10^12"],
    ['"85"', "85/10^0"],
    [' " 7.5 " ', "75/10^1"],
    ["\t85 ", "85/10^0"],
  ])("%j is the exact decimal %s", (cell, decimal) => {
    expect(scoreOf(cell)).toEqual([decimal]);
  });

  test.each([
    "abc",
    "nan",
    "NaN",
    "inf",
    "Infinity",
    "1_000",
    "0x10",
    "--1",
    "-",
    "+5",
    ".5",
    "5.",
    "1 2",
    "1e",
    "1e+",
    "e5",
    "８５",
    "8\u00a05",
    "\u00a085",
    '"1,000"',
    "1.2.3",
    "5%",
    "null",
  ])("%j is not a number", (cell) => {
    expect(scoreOf(cell)).toEqual([expect.stringMatching(/^not-a-number@1:2/)]);
  });

  test.each(["1e400", "1000000000000000", "-1e15", "0.0000000000001", "1e-13", "1e99999999999999999999"])("%s is out of range", (cell) => {
    expect(scoreOf(cell)).toEqual(["number-out-of-range@1:2+2"]);
  });
});

test.each(["", "  ", "NA", "na", "ABS", "Abs", "EX", '""', '" ex "'])("%j is a missing score", (cell) => {
  expect(scoreOf(cell)).toEqual([`[${cell.replace(/["\s]/g, "").toUpperCase()}]`]);
});

describe("lines", () => {
  test.each(["A,1\nB,2\n", "A,1\r\nB,2\r\n", "A,1\rB,2\r", "A,1\nB,2", "\ufeffA,1\nB,2\n", "A,1\n\n  \n\t\nB,2\n\n", " A , 1 \n B ,2"])(
    "%j is two score lines",
    (text) => {
      expect(brief(text)).toEqual(["A", "1/10^0", "B", "2/10^0"]);
    },
  );

  test("a name may be quoted, hold commas, quotes and any script", () => {
    expect(brief('"Loops, ""lists"" and maps",1\n数学 😀,2\n')).toEqual(['Loops, "lists" and maps', "1/10^0", "数学 😀", "2/10^0"]);
  });

  test("a quote in the middle of a name is text", () => {
    expect(brief('5" floppy,1\n')).toEqual(['5" floppy', "1/10^0"]);
  });

  test("a byte order mark is one at the start alone", () => {
    expect(brief("A,1\n\ufeffB,2\n")).toEqual(["A", "1/10^0", "\ufeffB", "2/10^0"]);
  });

  test("a comma at the end is a last, missing score", () => {
    expect(brief("A,1,\n")).toEqual(["A", "1/10^0", "[]"]);
  });
});

describe("problems", () => {
  test.each([
    ["A\n", ["no-scores@1:1+0"]],
    [",1\n", ["no-quiz-name@1:1+0"]],
    ['"",1\n', ["no-quiz-name@1:1+0"]],
    ['A,"1\nB,2\n', ["A", "unterminated-quote@1:2+2", "B", "2/10^0"]],
    ['A,"1"2,3\n', ["A", "text-after-quote@1:2+2", "3/10^0"]],
    [`A,${"1".repeat(MAX_CELL_BYTES + 1)},3\n`, ["A", "cell-too-long@1:2+2", "3/10^0"]],
    ["A,1\r\n\r\nB,x,2\r\n", ["A", "1/10^0", "B", "not-a-number@3:2+9", "2/10^0"]],
  ])("%j", (text, expected) => {
    expect(brief(text)).toEqual(expected);
  });

  test("a name that is not UTF-8 is told with the byte's offset; its scores belong to nobody", () => {
    const input = Uint8Array.of(...encode("A,1\nCaf"), 0xe9, ...encode(",2\nB,3\n"));
    const told = tell(input);
    expect(told.map(([kind]) => kind)).toEqual(["line", "score", "problem", "line", "score"]);
    expect(told[2]?.[1]).toMatchObject({
      code: "invalid-utf8",
      line: 2,
      column: 1,
      byteOffset: 4,
      cell: "Caf\\xe9",
      message: expect.stringContaining("byte 7"),
    });
  });

  test("the cell is shown short and with nothing invisible, and the message says what to do", () => {
    const [, problem] = read(`A,${"x".repeat(50)}\n`);
    expect(problem?.[1]).toMatchObject({ cell: `${"x".repeat(40)}…` });
    expect(read("A,8\u202e5\n")[1]?.[1]).toMatchObject({ cell: "8\\u{202e}5" });
    expect(read('A,"1,5"\n')[1]?.[1]).toMatchObject({ message: expect.stringContaining("Write a point for decimals") });
  });

  test("the first hundred are told and all are counted", () => {
    let told = 0;
    const nothing = () => {};
    const reader = new ScoreReader({ line: nothing, score: nothing, missing: nothing, problem: () => told++ });
    reader.push(encode(`A${",x".repeat(250)}\n`));
    reader.end();
    expect([told, reader.problemCount]).toEqual([MAX_PROBLEMS, 250]);
  });
});

/** Files as people send them, and as nobody should. */
const cell = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(fc.integer({ min: 0, max: 100 }), fc.nat(99)).map(([whole, part]) => (part % 3 ? `${whole}` : `${whole}.${part}`)),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      "",
      " ",
      "NA",
      "abs",
      '"7,5"',
      '"8"',
      "1e2",
      "-3",
      "x",
      "1234567890123",
      "99999999999",
      '"a""b"',
      '"open',
      "\u00e4",
    ),
  },
);
const line = fc
  .tuple(fc.constantFrom("Quiz 1", "Q2", '"A, B"', "数学", "", "\ufeffQ"), fc.array(cell, { maxLength: 8 }))
  .map(([name, cells]) => [name, ...cells].join(","));
const file = fc
  .tuple(fc.array(line, { maxLength: 6 }), fc.constantFrom("\n", "\r\n", "\r"), fc.boolean())
  .map(([lines, ending, last]) => encode(lines.join(ending) + (last ? ending : "")));
const bytes = fc.oneof(
  file,
  fc.uint8Array({ maxLength: 200 }),
  fc.array(fc.constantFrom(...encode('1,"\r\n .-eE\ufeff\u00e9x0')), { maxLength: 200 }).map((list) => Uint8Array.from(list)),
);

test("however the input is cut, the same is told", () => {
  fc.assert(
    fc.property(bytes, fc.array(fc.nat(400), { maxLength: 8 }), (input, cuts) => {
      const at = [0, ...cuts.map((cut) => cut % (input.length + 1)).sort((a, b) => a - b), input.length];
      const chunks = at.slice(1).map((end, index) => input.subarray(at[index], end));
      const whole = tell(input);
      expect(tell(...chunks)).toEqual(whole);
      expect(tell(...[...input].map((byte) => Uint8Array.of(byte)))).toEqual(whole);
    }),
    { numRuns: 1_000 },
  );
});

test("any bytes are told line by line, and a problem points into the input", () => {
  fc.assert(
    fc.property(bytes, (input) => {
      for (const [kind, what] of tell(input)) {
        if (kind !== "problem") continue;
        expect(what.byteOffset).toBeLessThanOrEqual(input.length);
        expect([what.line, what.column].every((place) => place >= 1)).toBe(true);
        expect(what.cell).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      }
    }),
    { numRuns: 1_000 },
  );
});
