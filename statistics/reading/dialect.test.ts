import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { type Declared, detectDialect } from "./dialect.ts";
import { MissingTokens } from "./missing-tokens.ts";
import { encode } from "./test-reader.ts";

const missingTokens = new MissingTokens();

function detect(text: string, declared: Omit<Declared, "isMissing"> = {}, isWhole = true) {
  return detectDialect(encode(text), isWhole, { ...declared, isMissing: (bytes, from, to) => missingTokens.find(bytes, from, to) >= 0 });
}

const delimiterOf = (text: string, declared?: Omit<Declared, "isMissing">, isWhole?: boolean) => {
  const { delimiter, ambiguous } = detect(text, declared, isWhole);
  return ambiguous.includes("delimiter") ? "ambiguous" : delimiter;
};
const headerOf = (text: string, declared?: Omit<Declared, "isMissing">, isWhole?: boolean) => {
  const { header, ambiguous } = detect(text, declared, isWhole);
  return ambiguous.includes("header") ? "ambiguous" : header ? "header" : "scores";
};

describe("the delimiter", () => {
  test.each([
    ["", ","],
    ["\n \n", ","],
    ["Quiz1\nQuiz2\n", ","],
    ["Quiz1,85,90", ","],
    ["Quiz1;85;90", ";"],
    ["Quiz1\t85\t90", "\t"],
    ["Quiz1,85\r\nQuiz2,90\r\n", ","],
    ["Quiz1;85\rQuiz2;90\r", ";"],
    ["Quiz1\n\nQuiz2;90\n", ";"],
    ["Quiz1,x,y", ","],
  ])("of %j is %j, the only one in it", (text, delimiter) => {
    expect(delimiterOf(text)).toBe(delimiter);
  });

  test.each([
    ['"a;b",1', ","],
    ['"a;b";1', ";"],
    ['"a\tb\n;",1,2', ","],
    ['Quiz1;"85,5";"90,5"', ";"],
    ['Quiz1; "85,5"', ";"],
    ['"say ""a;b""",1', ","],
  ])("of %j is %j: what quotes hold is text", (text, delimiter) => {
    expect(delimiterOf(text)).toBe(delimiter);
  });

  test("is not seen in a quote that opens amid a cell", () => {
    expect(delimiterOf('5" disk; 3" disk,85,90\n5" disk,85,90')).toBe(",");
  });

  test.each([
    ["Quiz1,85,abc,9;0\nQuiz2,85,80", ","],
    ["Quiz 1; part a,85\nQuiz 2,90", ","],
    ["Quiz1;85,5\nQuiz2;90\n", ";"],
    ["Quiz1,85\n\t\t\nQuiz2,90", ","],
    ["Klausur\nQuiz1;85,5;90\nQuiz2;90;80\n", ";"],
  ])("of %j is %j, the only one in every line that has any", (text, delimiter) => {
    expect(delimiterOf(text)).toBe(delimiter);
  });

  test("is ambiguous when some lines have this one and others that", () => {
    expect(delimiterOf("Quiz1,85\nQuiz2;90")).toBe("ambiguous");
  });

  test.each([
    ["Quiz1;85,5;90,25", ";"],
    ["Quiz1\t85,5\t90,25", "\t"],
    ["Quiz 1; part a,85,90", ","],
    ["Quiz1,\t85,\t90", ","],
    ["Quiz1,85\t\nQuiz2,90\t", ","],
    ["Intro; loops\t85\t90\n", "\t"],
    ["Quiz;Anna;Bert, Karl\nQuiz1;85,5;90,5", ";"],
    ["Quiz1;NA;85,5;90", ";"],
    ['"Loops, lists";85,5;90,5', ";"],
    ['"Quiz 1" ,\t" 85 "', ","],
  ])("of %j is %j, the one that the numbers leave", (text, delimiter) => {
    expect(delimiterOf(text)).toBe(delimiter);
  });

  test.each([
    ["Quiz1;85,5", "85.5 points in Quiz1, or 5 points in Quiz1;85"],
    ["Quiz1,85,abc,9;0", "the name under the semicolon holds commas"],
    ["Quiz1,x;y", "there is no number under either"],
    ["Quiz1;5;x,9,y", "neither reads all"],
  ])("of %j is ambiguous: %s", (text) => {
    expect(delimiterOf(text)).toBe("ambiguous");
    expect(detect(text)).toMatchObject({ delimiter: ",", decimal: ".", header: false, ambiguous: ["delimiter"] });
  });

  test("is as declared, whatever the input holds", () => {
    expect(detect("Quiz1;85,5", { delimiter: ";" })).toMatchObject({ delimiter: ";", decimal: ",", ambiguous: [] });
    expect(detect("Quiz1;85;5", { delimiter: "," })).toMatchObject({ delimiter: ",", decidedBy: { delimiter: "declared" } });
  });

  test("is told by the declared decimal mark too", () => {
    expect(delimiterOf("Quiz1;85,5", { decimal: "." })).toBe(",");
  });

  test("is told with the header left out, if one is declared", () => {
    const text = "Kurs;Anna, Bert, Cleo\nQuiz1;85,5;90,5\n";
    expect(delimiterOf(text, { header: true })).toBe(";");
    expect(delimiterOf(text, { header: false })).toBe("ambiguous");
  });

  test("does not depend on a line that the sample cuts, unless it is the only one", () => {
    expect(delimiterOf("Quiz1,85,90\nQuiz 2; part a", {}, false)).toBe(",");
    expect(delimiterOf("Quiz1,85,90\nQuiz 2; part a", {}, true)).toBe("ambiguous");
    expect(delimiterOf("Quiz1;85;90;1", {}, false)).toBe(";");
  });
});

describe("the decimal mark", () => {
  test.each([
    ["Q;85,5;90", ","],
    ["Q;85;90", "."],
    ["Q;85.5;90", "."],
    ["Q\t85,5\t90", ","],
    ["Q;1,000;2,000", "."],
    ["Q;1,000;2,00", ","],
    ["Q;-1,000;-2,000", "."],
    ["Q;0,125;1", ","],
    ["Q;-0,125;1", ","],
    ["Q;1234,567;1", ","],
    ["Q;123,4567;1", ","],
    ["Q;1,5e3;1", ","],
    ["Q;1,000e3;1", "."],
    ["Q;85,5;90.5", "."],
    ["Q;85,5;1.000", ","],
    ['Q;"85,5";90', ","],
    ["Q;85,33333333333333;90", ","],
    ["Q;85,5x;90", "."],
    ["85,5;1;2", "."],
    ["Quiz;Anna;Bert\nQ;85,5;90", ","],
    ['Q,"85,5","90,5"', "."],
  ])("of %j is %j", (text, decimal) => {
    expect(detect(text)).toMatchObject({ decimal, decidedBy: { decimal: "detected" }, ambiguous: [] });
  });

  test("is as declared", () => {
    expect(detect("Q;85.5", { decimal: "," })).toMatchObject({ decimal: ",", decidedBy: { decimal: "declared" } });
    expect(detect('Q,"85,5"', { decimal: "," })).toMatchObject({ delimiter: ",", decimal: "," });
  });

  test("is told by the lines behind a quote that never closes, from where it grows too long", () => {
    expect(detect(`"${"x".repeat(1000)}\nQuiz1;85,5;90\n`)).toMatchObject({ delimiter: ";", decimal: "," });
  });

  test("is not told by the cell that the sample cuts", () => {
    expect(detect("Q;85;90,5", {}, false).decimal).toBe(".");
    expect(detect("Q;85;90,5;", {}, false).decimal).toBe(",");
  });
});

describe("a header", () => {
  test.each([
    "Quiz,Anna,Bert\nQuiz1,85,90",
    "\n\n  \nquiz name , Anna\nQuiz1,85",
    '"Assessment",Anna\nQuiz1,85',
    ",Anna,Bert\nQuiz1,85,90",
    "NAME,Anna,,\nQuiz1,85",
    "Quiz,Score\n",
    "Item,Anna (90),2b\nQuiz1,85,90",
  ])("is the first line of %j: a title over the quizzes, and no score", (text) => {
    expect(headerOf(text)).toBe("header");
  });

  test.each([
    ["Quiz,85,90\nQuiz1,85,90", "it has numbers"],
    ["Quiz,Anna,NA\nQuiz1,85,90", "it has a missing token"],
    ["Quiz,,\nQuiz1,85,90", "it has nothing but blanks"],
    ["Quiz\nQuiz1,85,90", "it has no cell behind its first"],
    ["Quiz1,eighty\nQuiz2,85", "a single cell is a score that is garbled"],
    ["Quiz1,eighty,90\nQuiz2,85,80", "it has a number beside"],
    ["Quiz1,eighty,\nQuiz2,85,80", "it has a missing score beside"],
    ["Quiz1,eighty,ninety,\nQuiz2,85,80", "it has a missing score beside more than one"],
    ["Quiz1,eighty,ninety", "no other line says that it is a header"],
    ["Quiz1,eighty,ninety\n  \n\n", "no line follows that is not blank"],
    ["", "there is none"],
  ])("is not the first line of %j: %s", (text) => {
    expect(headerOf(text)).toBe("scores");
  });

  test.each(["Student,Anna,Bert\nQuiz1,85,90", "Klasse 5b;Anna;Bert\nQuiz1;85;90", "Quiz1,eighty,ninety\nQuiz2,eighty,ninety"])(
    "may or may not be the first line of %j",
    (text) => {
      expect(headerOf(text)).toBe("ambiguous");
    },
  );

  test("is as declared", () => {
    expect(detect("Student,Anna,Bert\nQuiz1,85,90", { header: true })).toMatchObject({
      header: true,
      ambiguous: [],
      decidedBy: { header: "declared" },
    });
    expect(detect("Quiz,Anna\nQuiz1,85", { header: false })).toMatchObject({ header: false, ambiguous: [] });
    expect(detect("Quiz1,85\n", { header: true })).toMatchObject({ header: true });
  });

  test("is told by the cells that the sample has in whole, and by what must follow them", () => {
    expect(headerOf("Quiz,Anna,8", {}, false)).toBe("header");
    expect(headerOf("Quiz,8", {}, false)).toBe("scores");
    expect(headerOf("Class,Anna,Bert,8", {}, false)).toBe("ambiguous");
  });
});

test("what is declared in full is the dialect, whatever the bytes", () => {
  const declared = fc.record({
    delimiter: fc.constantFrom(",", ";", "\t"),
    decimal: fc.constantFrom(".", ","),
    header: fc.boolean(),
  });
  const bytes = fc.oneof(fc.uint8Array({ maxLength: 100 }), fc.string({ unit: fc.constantFrom(...'a1,;\t"\r\n. ') }).map(encode));
  fc.assert(
    fc.property(bytes, fc.boolean(), declared, (sample, isWhole, said) => {
      const decidedBy = { delimiter: "declared", decimal: "declared", header: "declared" };
      expect(detectDialect(sample, isWhole, { ...said, isMissing: () => false })).toEqual({ ...said, decidedBy, ambiguous: [] });
    }),
  );
});

test("a plain file of scores is read in the dialect that it was written in", () => {
  const dialects = fc.constantFrom<["," | ";" | "\t", "." | ","]>([",", "."], [";", "."], [";", ","], ["\t", "."], ["\t", ","]);
  const scores = fc.array(fc.tuple(fc.nat(100), fc.integer({ min: 1, max: 99 })), { minLength: 2, maxLength: 6 });
  fc.assert(
    fc.property(dialects, fc.array(scores, { minLength: 1, maxLength: 5 }), fc.boolean(), ([delimiter, decimal], lines, header) => {
      const rows = lines.map((line, i) => [`Quiz ${i}`, ...line.map(([whole, part]) => `${whole}${decimal}${part}`)]);
      if (header) rows.unshift(["Quiz", "Anna", "Bert"]);
      expect(detect(rows.map((row) => row.join(delimiter)).join("\n"))).toMatchObject({ delimiter, decimal, header, ambiguous: [] });
    }),
  );
});
