import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { DecimalMark, Delimiter } from "./dialect.ts";
import { MAX_PROBLEMS } from "./problem-log.ts";
import type { ScoreProblem } from "./score-problem.ts";
import { type Asked, byteByByte, cutAt, encode, inShort, readInput, type Told } from "./test-reader.ts";

/** The dialect is not what is looked at here. */
const PLAIN: Asked = { delimiter: ",", decimal: ".", header: false };

const tell = (input: string | Uint8Array, asked: Asked = {}): Told[] =>
  readInput([typeof input === "string" ? encode(input) : input], { ...PLAIN, ...asked }).told;
const brief = (input: string | Uint8Array, asked?: Asked) => inShort(tell(input, asked));
const scoreOf = (cell: string, asked?: Asked) => brief(`Q,${cell}\n`, asked).slice(1);
const problemsOf = (input: string | Uint8Array, asked?: Asked): ScoreProblem[] =>
  tell(input, asked).flatMap((each) => (each[0] === "problem" ? [each[1]] : []));

describe("numbers", () => {
  test.each([
    ["85", "85"],
    ["0", "0"],
    ["-0", "0"],
    ["-2.5", "-2.5"],
    ["085", "85"],
    ["8.50", "8.5"],
    ["1.500000000000000", "1.5"],
    ["8.5e1", "85"],
    ["1E2", "100"],
    ["25e-2", "0.25"],
    ["0.001e15", "1000000000000"],
    ["0e999999999", "0"],
    ["123456789", "123456789"],
    ["1234567890", "1234567890"],
    ["999999999999999", "999999999999999"],
    ["-999999999999999.999999999999", "-999999999999999.999999999999"],
    ["0.000000000001", "0.000000000001"],
    ['"85"', "85"],
    [' " 7.5 " ', "7.5"],
    ["\t85 ", "85"],
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
    "8\u00005",
    "\ufeff85",
  ])("%j is not a number", (cell) => {
    expect(scoreOf(cell)).toEqual([expect.stringMatching(/^type-error@1:2/)]);
  });

  test.each(["1e400", "1000000000000000", "-1e15", "0.0000000000001", "1e-13", "1e99999999999999999999"])("%s is out of range", (cell) => {
    expect(scoreOf(cell)).toEqual(["number-out-of-range@1:2+2"]);
  });

  test("are the same amid a line as at its end, in whatever order of decimals", () => {
    const line = "Q,85,8.5, 7,0.123456789,12345678,9.25,100,-1,1e1,3\n";
    expect(brief(line)).toEqual(["Q", "85", "8.5", "7", "0.123456789", "12345678", "9.25", "100", "-1", "10", "3"]);
  });
});

describe("a missing score", () => {
  test.each(["", "  ", "NA", "na", "ABS", "Abs", "EX", '""', '" ex "'])("is %j", (cell) => {
    expect(scoreOf(cell)).toEqual([`[${cell.replace(/["\s]/g, "").toUpperCase()}]`]);
  });

  test("is what the tokens say, and a blank", () => {
    expect(brief("Q,fehlt,NA,", { missingTokens: ["FEHLT"] })).toEqual(["Q", "[FEHLT]", "type-error@1:3+8", "[]"]);
  });
});

describe("lines", () => {
  test.each(["A,1\nB,2\n", "A,1\r\nB,2\r\n", "A,1\rB,2\r", "A,1\nB,2", "\ufeffA,1\nB,2\n", "A,1\n\n  \n\t\nB,2\n\n", " A , 1 \n B ,2"])(
    "%j is two score lines",
    (text) => {
      expect(brief(text)).toEqual(["A", "1", "B", "2"]);
    },
  );

  test("a name may be quoted, hold commas, quotes and any script", () => {
    expect(brief('"Loops, ""lists"" and maps",1\n数学 😀,2\n')).toEqual(['Loops, "lists" and maps', "1", "数学 😀", "2"]);
  });

  test("a quote in the middle of a name is text", () => {
    expect(brief('5" floppy,1\n')).toEqual(['5" floppy', "1"]);
  });

  test("a byte order mark is one at the start alone", () => {
    expect(brief("A,1\n\ufeffB,2\n")).toEqual(["A", "1", "\ufeffB", "2"]);
  });

  test("a NUL in a name is text", () => {
    expect(brief("A1\u0000,1\n")).toEqual(["A1\u0000", "1"]);
  });

  test("a comma at the end is a last, missing score", () => {
    expect(brief("A,1,\n")).toEqual(["A", "1", "[]"]);
    expect(brief("A,1,")).toEqual(["A", "1", "[]"]);
    expect(brief("A,")).toEqual(["A", "[]"]);
  });

  test("the last line is one without its line end too, be it the start of a quoted cell", () => {
    expect(brief("A,1\nB")).toEqual(["A", "1", "no-scores@2:1+4"]);
    expect(brief('A,1\n"')).toEqual(["A", "1", "unterminated-quote@2:1+4"]);
  });

  test("line ends are counted by kind, and lines of blanks beside", () => {
    const { lineCounts } = readInput([encode('A,1\r\nB,2\n\n  \rC,"\r\n\n\r"\r\r\n')], PLAIN);
    expect(lineCounts).toEqual({ lf: 2, crlf: 2, cr: 2, blank: 3 });
  });

  test("a line ends with the number of its cells", () => {
    const ends = tell("A,1,2\nB,\nC\n,5\nD,x,NA,1\n").flatMap((each) => (each[0] === "end" ? [each[1]] : []));
    expect(ends).toEqual([2, 1, 3]);
  });
});

describe("a line break in quotes", () => {
  test.each(["\n", "\r\n", "\r"])("is text, and counts as a line: %j", (ending) => {
    const text = ['"A', 'a",1,"2', '",x', "B,y", ""].join(ending);
    const at = (part: string) => text.indexOf(part);
    expect(brief(text)).toEqual([
      `A${ending}a`,
      "1",
      `type-error@2:3+${at('"2')}`,
      `type-error@3:4+${at("x")}`,
      "B",
      `type-error@4:2+${at("y")}`,
      "missing-cell@4:3",
    ]);
  });

  test("ends the line where it may not be text, and the quote is a problem", () => {
    expect(brief('A,"1\nB,2\n', { multilineCells: false })).toEqual(["A", "unterminated-quote@1:2+2", "B", "2"]);
    expect(brief('A,"1\r\nB,2,x\r\n', { multilineCells: false })).toEqual([
      "A",
      "unterminated-quote@1:2+2",
      "B",
      "2",
      "type-error@2:3+10",
      "extra-cell@2:3",
    ]);
  });

  test("is counted where the cell grows too long with it", () => {
    // Four bytes fit: the break before B, or half of it, is where the cell is too long; the next one ends it.
    for (const ending of ["\n", "\r\n", "\r"]) {
      for (const start of ['"aa', '"aaa', '"aaaa']) {
        const text = `${start}${ending}B,2${ending}C,x${ending}`;
        const told = brief(text, { limits: { maxCellBytes: 4 } });
        expect(told.filter((each) => each.includes("type-error"))).toEqual([`type-error@3:2+${text.indexOf("x")}`]);
      }
    }
  });
});

describe("a quote that is not closed", () => {
  test("takes in lines until its cell is too long, and reading goes on behind that line", () => {
    const swallowed = "B,2\n".repeat(300);
    const text = `A,"1\n${swallowed}`;
    const told = brief(text);
    // The cell starts at byte 2 and is full with byte 1001; the line of byte 1002 is the last that it takes in.
    const next = Math.ceil((1003 - 5) / 4) + 2;
    expect(told.slice(0, 4)).toEqual(["A", "unterminated-quote@1:2+2", "B", "2"]);
    expect(tell(text)[3]).toEqual(["line", "B", next]);
  });

  test("takes in what is left", () => {
    expect(brief('A,"1\nB,2\n')).toEqual(["A", "unterminated-quote@1:2+2"]);
  });

  test("is told in a header too, since it takes in what is no header", () => {
    expect(brief('Quiz,"Anna,Bert\nQ,1\n', { header: true })).toEqual(["unterminated-quote@1:2+5"]);
    expect(brief('"Quiz,Anna\nQ,1\n', { header: true })).toEqual(["unterminated-quote@1:1+0"]);
  });
});

describe("problems", () => {
  test.each([
    ["A\n", ["no-scores@1:1+0"]],
    [",1\n", ["no-quiz-name@1:1+0"]],
    ['"",1\n', ["no-quiz-name@1:1+0"]],
    ['" ",1,x\n', ["no-quiz-name@1:1+0", "type-error@1:3+6"]],
    ['A,"1"2,3\n', ["A", "text-after-quote@1:2+2", "3"]],
    ['A,"1" 2,3\n', ["A", "text-after-quote@1:2+2", "3"]],
    [`A,${"1".repeat(1001)},3\n`, ["A", "cell-too-long@1:2+2", "3"]],
    [`${"A".repeat(1001)},3\nB,1`, ["cell-too-long@1:1+0", "B", "1"]],
    ["A,1\r\n\r\nB,x,2\r\n", ["A", "1", "B", "type-error@3:2+9", "2", "extra-cell@3:3"]],
    ["A,1,2\nB,1\nC,1,2,3\n", ["A", "1", "2", "B", "1", "missing-cell@2:3", "C", "1", "2", "3", "extra-cell@3:4"]],
    ["A,1\nA,2\n A ,3\n", ["A", "1", "A", "2", "A", "3"]],
  ])("%j", (text, expected) => {
    expect(brief(text)).toEqual(expected);
  });

  test("a cell of as many bytes as the limit is read, whatever blanks are round it", () => {
    expect(scoreOf(` ${"0".repeat(998)}85${" ".repeat(2000)}`)).toEqual(["85"]);
  });

  test("a score above the highest is told and taken, be it plain or not", () => {
    const told = brief("A,10.5,10.4,1.05e1,11,-20\n", { maxScore: "10.4" });
    expect(told).toEqual([
      "A",
      "constraint-error@1:2+2",
      "10.5",
      "10.4",
      "constraint-error@1:4+12",
      "10.5",
      "constraint-error@1:5+19",
      "11",
      "-20",
    ]);
  });

  test("the cells past the limit of a line are passed over, and told of once", () => {
    const asked: Asked = { limits: { maxCellsPerLine: 2 } };
    expect(brief("A,1,2\nB,1,2,3,x,\nC,x,x,x\n", asked)).toEqual([
      "A",
      "1",
      "2",
      "B",
      "1",
      "2",
      "too-many-cells@2:4+12",
      "extra-cell@2:4",
      "C",
      "type-error@3:2+19",
      "type-error@3:3+21",
      "too-many-cells@3:4+23",
      "extra-cell@3:4",
    ]);
  });

  test("a line of one quiz too many is checked, and no score of it is told", () => {
    expect(brief("A,1\nB,2,x\nA,3\n", { limits: { maxQuizzes: 1 } })).toEqual([
      "A",
      "1",
      "too-many-quizzes@2:1+4",
      "type-error@2:3+8",
      "A",
      "3",
    ]);
  });

  test("a name that is not UTF-8 is told with the byte's offset; its scores belong to nobody", () => {
    const input = Uint8Array.of(...encode("A,1\nCaf"), 0xe9, ...encode(",2\nB,3\n"));
    const told = tell(input).filter(([kind]) => kind !== "end");
    expect(told.map(([kind]) => kind)).toEqual(["line", "score", "problem", "line", "score"]);
    expect(told[2]?.[1]).toMatchObject({
      code: "encoding-error",
      line: 2,
      column: 1,
      byteOffset: 4,
      cell: "Caf\\xe9",
      hint: expect.stringContaining("Byte 7"),
    });
  });

  test("the cell is shown short and with nothing invisible, and the hint says what to do", () => {
    expect(problemsOf(`A,${"x".repeat(50)}\n`)).toMatchObject([{ cell: `${"x".repeat(40)}…` }]);
    expect(problemsOf("A,8\u202e5\n")).toMatchObject([{ cell: "8\\u{202e}5" }]);
    expect(problemsOf('A,"1,5"\n')).toMatchObject([{ hint: expect.stringMatching(/Write a point for decimals.*option decimal/) }]);
  });

  test.each([
    ["x".repeat(50), /written like 85/],
    ["+5", /plus sign/],
    [".5", /0\.5, not \.5/],
    ["5.", /5, not 5\./],
    ["1,234,567.5".replaceAll(",", "."), /nothing between thousands/],
    ["1 000", /digits together/],
    ["85 %", /percent/],
    ["17/20", /out of/],
    ["8\u00005", /NULs.*option encoding/],
    ["\ufeff85", /byte order mark/],
    ["８５", /plain digit/],
  ])("the hint for %j says how to write it", (cell, advice) => {
    expect(problemsOf(`A,${cell}\n`)).toMatchObject([{ hint: expect.stringMatching(advice) }]);
  });

  test("no cell is shown where none may be, since a name that is none may be a score", () => {
    const problems = problemsOf("A\nB,secret,1e99,1.5e0\n", { showCells: false, maxScore: "1" });
    expect(problems.map(({ code, cell }) => [code, cell])).toEqual([
      ["no-scores", "…"],
      ["type-error", "…"],
      ["number-out-of-range", "…"],
      ["constraint-error", "…"],
    ]);
    expect(problems.map(({ hint }) => hint).join()).not.toMatch(/secret|99|1\.5|…/);
    expect(problems[1]?.hint).toMatch(/^The cell is not a number\. A score is written/);
  });

  test("the first hundred are told and all are counted", () => {
    const { problems, told } = readInput([encode(`A${",x".repeat(250)}\n`)], PLAIN);
    expect([told.filter(([kind]) => kind === "problem").length, problems.errorCount]).toEqual([MAX_PROBLEMS, 250]);
    expect(problems.errors).toHaveLength(MAX_PROBLEMS);
  });
});

describe("a header", () => {
  test("is passed over, and says how many scores a line should have", () => {
    expect(brief("Quiz,Anna,Bert\nA,1\nB,1,2\n", { header: true })).toEqual(["A", "1", "missing-cell@2:3", "B", "1", "2"]);
  });

  test("of a single cell says nothing of the lines", () => {
    expect(brief("Class 5b\nA,1\nB,2\n", { header: true })).toEqual(["A", "1", "B", "2"]);
  });

  test("stands behind blank lines too, and once", () => {
    expect(brief("\n \nQuiz,x\nQuiz,1\n", { header: true })).toEqual(["Quiz", "1"]);
  });

  test("that may be none is a problem, and the rest is read", () => {
    const told = readInput([encode("Class,Anna,Bert\nA,1,2\n")]).told;
    expect(inShort(told)).toEqual(["ambiguous-header@1:1+0", "A", "1", "2"]);
  });
});

test("between commas a decimal comma is one in quotes alone", () => {
  expect(brief('Q,1,5,"8,5",7,5,1,2,3,4,5,6\n', { decimal: "," })).toEqual(["Q", "1", "5", "8.5", "7", "5", "1", "2", "3", "4", "5", "6"]);
});

describe("a decimal mark that is detected", () => {
  const read = (text: string, asked: Asked = {}) => inShort(readInput([encode(text)], asked).told);

  test("makes a number with the other mark ambiguous, not a guess", () => {
    expect(read("Q;1,000;2,000")).toEqual(["Q", "ambiguous-decimal@1:2+2", "ambiguous-decimal@1:3+8"]);
    expect(read("Q;85,5;90.5")).toEqual(["Q", "ambiguous-decimal@1:2+2", "90.5"]);
    expect(read("Q;85,5;1.000")).toEqual(["Q", "85.5", "ambiguous-decimal@1:3+7"]);
  });

  test("that is declared makes it no number", () => {
    expect(read("Q;1,000;2", { decimal: "." })).toEqual(["Q", "type-error@1:2+2", "2"]);
    expect(read("Q;1.5;2", { decimal: "," })).toEqual(["Q", "type-error@1:2+2", "2"]);
  });

  test("is the point between commas, so that a comma in quotes makes no number", () => {
    expect(read('Q,"1,5",2')).toEqual(["Q", "type-error@1:2+2", "2"]);
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
      ...'|  |NA|abs|7,5|"7,5"|"8"|1e2|-3|x|1234567890123|99999999999|"a""b"|"a"b|"two\r\nlines"|"more\n\r\nlines"|"open|\u00e4|\u0000|"long, long"'.split(
        "|",
      ),
    ),
  },
);
const delimiters = fc.constantFrom<Delimiter>(",", ";", "\t");
const line = fc
  .tuple(
    fc.constantFrom("Quiz 1", "Q2", " Q2", '"A, B"', '"A\nB"', "数学", "", "Quiz", "\ufeffQ", "\ufeff"),
    fc.array(cell, { maxLength: 8 }),
    delimiters,
  )
  .map(([name, cells, delimiter]) => [name, ...cells].join(delimiter));
const file = fc
  .tuple(fc.array(line, { maxLength: 6 }), fc.constantFrom("\n", "\r\n", "\r"), fc.boolean())
  .map(([lines, ending, last]) => encode(lines.join(ending) + (last ? ending : "")));
const mutated = fc
  .tuple(file, fc.array(fc.tuple(fc.nat(), fc.constantFrom(0, 0x0a, 0x0d, 0x22, 0x2c, 0x3b, 0x80, 0xe9, 0xff)), { maxLength: 5 }))
  .map(([bytes, changes]) => {
    for (const [at, byte] of changes) if (bytes.length > 0) bytes[at % bytes.length] = byte;
    return bytes;
  });
const bytes = fc.oneof(
  file,
  mutated,
  fc.uint8Array({ maxLength: 200 }),
  fc.array(fc.constantFrom(...encode('1,;\t"\r\n .-eE\ufeff\u00e9x0')), { maxLength: 200 }).map((list) => Uint8Array.from(list)),
);
const some = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
/** Ways of reading, limits within reach included. */
const asked: fc.Arbitrary<Asked> = fc
  .record({
    delimiter: some(delimiters),
    decimal: some(fc.constantFrom<DecimalMark>(".", ",")),
    header: some(fc.boolean()),
    multilineCells: some(fc.boolean()),
    encoding: some(fc.constantFrom("utf-8", "utf-16le", "utf-16be", "windows-1252")),
    limits: some(fc.record({ maxCellBytes: fc.integer({ min: 16, max: 24 }), maxCellsPerLine: fc.nat(4), maxQuizzes: fc.nat(2) })),
    maxScore: some(fc.constantFrom("50", "7.25")),
  })
  .map((record) => Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)));

test("however the input is cut, the same is told", () => {
  fc.assert(
    fc.property(bytes, asked, fc.array(fc.nat(400), { maxLength: 8 }), (input, how, cuts) => {
      const { told, lineCounts, dialect, problems } = readInput([input], how);
      for (const chunks of [cutAt(input, cuts), byteByByte(input)]) {
        const again = readInput(chunks, how);
        expect(again.told).toEqual(told);
        expect([again.lineCounts, again.dialect, again.problems.counts]).toEqual([lineCounts, dialect, problems.counts]);
      }
    }),
    { numRuns: 2_000 },
  );
});

test("scores of the usual shapes, and what is one byte off, are the same in a long line as byte by byte", () => {
  const score = fc
    .tuple(fc.constantFrom(9, 99, 999, 1200), fc.constantFrom(0, 0, 1, 2, 3))
    .chain(([most, decimals]) =>
      fc.integer({ min: 0, max: most * 10 ** decimals }).map((value) => (value / 10 ** decimals).toFixed(decimals)),
    );
  const slip = fc.tuple(
    fc.nat(4),
    fc.constantFrom(":", "/", ":", "/", "0", ".", ",", ";", " ", '"', "x", "-", "\n", "\r", "\u00ba", "\u0000"),
  );
  const cell = fc.oneof(
    { weight: 20, arbitrary: score },
    { weight: 2, arbitrary: score.map((text) => `"${text}"`) },
    { weight: 8, arbitrary: fc.tuple(score, slip).map(([text, [at, other]]) => text.slice(0, at) + other + text.slice(at + 1)) },
  );
  const how = fc.record({
    delimiter: delimiters,
    decimal: fc.constantFrom<DecimalMark>(".", ","),
    maxScore: some(fc.constantFrom("100", "99.95", "999")),
  });
  fc.assert(
    fc.property(fc.array(cell, { minLength: 20, maxLength: 60 }), how, (cells, { delimiter, decimal, maxScore }) => {
      const mark = delimiter === "," ? "." : decimal;
      const input = encode(["Quiz 1", ...cells.map((text) => text.replace(".", mark)), "1", "2", "3", "4", "5", "6"].join(delimiter));
      const asked = { delimiter, decimal: mark, ...(maxScore !== undefined && { maxScore }) };
      expect(readInput([input], asked).told).toEqual(readInput(byteByByte(input), asked).told);
    }),
    { numRuns: 1_000 },
  );
});

test("any bytes are told line by line, and a problem points into the input", () => {
  fc.assert(
    fc.property(bytes, asked, (input, how) => {
      for (const [kind, what] of readInput([input], how).told) {
        if (kind !== "problem") continue;
        expect(what.line).toBeGreaterThanOrEqual(1);
        expect(what.column ?? 1).toBeGreaterThanOrEqual(1);
        expect(what.cell ?? "").not.toMatch(/[\p{Cc}\p{Cf}]/u);
        expect(what.hint).toMatch(/^\S.*[.]$/su);
        if (what.byteOffset !== null) expect(what.byteOffset).toBeLessThanOrEqual(input.length);
      }
    }),
    { numRuns: 2_000 },
  );
});

test("a problem's line is the one that an editor shows its byte in", () => {
  fc.assert(
    fc.property(bytes, asked, (input, { encoding: _, ...how }) => {
      for (const [kind, what] of readInput([input], how).told) {
        if (kind !== "problem" || what.byteOffset === null) continue;
        // As Latin-1 every byte is one character.
        const before = String.fromCharCode(...input.subarray(0, what.byteOffset));
        expect([what.code, what.line]).toEqual([what.code, before.split(/\r\n|\n|\r/).length]);
      }
    }),
    { numRuns: 2_000 },
  );
});
