// Every way of writing score lines that is read, byte for byte, and what is told of it.

import { describe, expect, test } from "@jest/globals";
import { type Asked, byteByByte, encode, inShort, readInput } from "./test-reader.ts";

/** Bytes from text, as UTF-8, and from single bytes. */
const bytes = (...parts: (string | number)[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === "number" ? [part] : [...encode(part)])));

/** Text as UTF-16. */
function utf16(order: "le" | "be", text: string): number[] {
  return Array.from({ length: text.length }, (_, i) => text.charCodeAt(i)).flatMap((unit) =>
    order === "le" ? [unit & 0xff, unit >> 8] : [unit >> 8, unit & 0xff],
  );
}

const TWO_LINES = ["A", "1", "B", "2"];

type Vector = [what: string, input: Uint8Array, told: string[], asked?: Asked];

function vectors(what: string, table: Vector[]): void {
  describe(what, () => {
    test.each(table)("%s", (_what, input, told, asked = {}) => {
      expect(inShort(readInput([input], asked).told)).toEqual(told);
      expect(inShort(readInput(byteByByte(input), asked).told)).toEqual(told);
    });
  });
}

vectors("line ends", [
  ["LF", bytes("A,1\nB,2\n"), TWO_LINES],
  ["CRLF", bytes("A,1\r\nB,2\r\n"), TWO_LINES],
  ["CR", bytes("A,1\rB,2\r"), TWO_LINES],
  ["all of them in one input", bytes("A,1\rB,2\r\nC,3\nD,4"), [...TWO_LINES, "C", "3", "D", "4"]],
  ["none behind the last line", bytes("A,1\r\nB,2"), TWO_LINES],
  ["blank lines at the end", bytes("A,1\nB,2\n\n\r\n\r \n"), TWO_LINES],
  ["blank lines before and between", bytes("\n\t\nA,1\n \n\nB,2\n"), TWO_LINES],
  ["CRLF beside blank lines keeps the lines' numbers", bytes("\r\n\r\nA,x\r\n"), ["A", "type-error@3:2+6"]],
  ["LF before CR are two lines", bytes("A,1\n\rB,x"), ["A", "1", "B", "type-error@3:2+7"]],
  ["a line separator of Unicode is none", bytes("A\u2028,1"), ["A\u2028", "1"]],
  ["nothing at all", bytes(), []],
  ["nothing but line ends", bytes("\r\n\n\r"), []],
]);

vectors("quotes", [
  ["round any cell", bytes('"A","1"\n"B","2"\n'), TWO_LINES],
  ["round a delimiter", bytes('"A, B;\tC",1'), ["A, B;\tC", "1"]],
  ["doubled are one", bytes('"say ""hi""",1\n"""",2\n'), ['say "hi"', "1", '"', "2"]],
  ["round a line end", bytes('"A\r\nB",1\nC,x'), ["A\r\nB", "1", "C", "type-error@3:2+11"]],
  ["round all kinds of line end", bytes('"A\rB\nC\r\nD\n\rE",x'), ["A\rB\nC\r\nD\n\rE", "type-error@6:2+14"]],
  ["round a line end of which half is outside", bytes('"A\r"\n,1\nB,2'), ["no-scores@1:1+0", "no-quiz-name@3:1+5", "B", "2"]],
  ["round nothing", bytes('"",1\nA,""\n'), ["no-quiz-name@1:1+0", "A", "[]"]],
  ["with blanks inside and outside", bytes(' " A " ,\t" 1 "\n'), ["A", "1"]],
  ["amid a cell are text", bytes('5" disk,1\nA"B"",2'), ['5" disk', "1", 'A"B""', "2"]],
  ["that close before text", bytes('A,"1"x,2\n'), ["A", "text-after-quote@1:2+2", "2"]],
  ["that close and open again", bytes('A,"1" "2",3\n'), ["A", "text-after-quote@1:2+2", "3"]],
  ["that never close", bytes('A,1,"2,3\nB,4\n'), ["A", "1", "unterminated-quote@1:3+4"]],
  ["that the input ends behind", bytes('A,"1"'), ["A", "1"]],
  ["at the very end", bytes('A,1,"'), ["A", "1", "unterminated-quote@1:3+4"]],
]);

vectors("cells", [
  ["with blanks round them", bytes(" A , 1\t,\t2 \n"), ["A", "1", "2"]],
  ["that are blank, and tokens for missing ones", bytes("A,, ,na,Abs,EX,1"), ["A", "[]", "[]", "[NA]", "[ABS]", "[EX]", "1"]],
  ["after the last comma", bytes("A,1,"), ["A", "1", "[]"]],
  ["that no name is before", bytes(",1,2\nA,1,2"), ["no-quiz-name@1:1+0", "A", "1", "2"]],
  ["with a NUL", bytes("A,1", 0, "\n"), ["A", "type-error@1:2+2"]],
  ["with a byte order mark", bytes("A,1\n\ufeffA,2\n"), ["A", "1", "\ufeffA", "2"]],
]);

vectors("delimiters", [
  ["comma", bytes("A,1,2.5\n"), ["A", "1", "2.5"]],
  ["semicolon", bytes("A;1;2.5\n"), ["A", "1", "2.5"]],
  ["tab", bytes("A\t1\t2.5\n"), ["A", "1", "2.5"]],
  ["tab with blank cells", bytes("A\t\t1\t\n"), ["A", "[]", "1", "[]"]],
  ["semicolon with commas in names", bytes("A, B;1;2\nC, D;3;4\n"), ["A, B", "1", "2", "C, D", "3", "4"]],
  ["comma with semicolons in names", bytes("A; B,1,2\nC; D,3,4\n"), ["A; B", "1", "2", "C; D", "3", "4"]],
  ["declared", bytes("A;1,5\n"), ["A;1", "5"], { delimiter: "," }],
  ["that nobody can tell", bytes("A;1,5\n"), []],
]);

vectors("decimal marks", [
  ["a comma between semicolons", bytes("A;85,5;-0,25\n"), ["A", "85.5", "-0.25"]],
  ["a comma between tabs", bytes("A\t85,5\t1\n"), ["A", "85.5", "1"]],
  ["a comma in quotes between semicolons", bytes('A;"85,5";1\n'), ["A", "85.5", "1"]],
  ["a comma in quotes between commas", bytes('A,"85,5",1\n'), ["A", "type-error@1:2+2", "1"]],
  ["a comma in quotes between commas, declared", bytes('A,"85,5",1\n'), ["A", "85.5", "1"], { decimal: "," }],
  ["a comma where thousands may be meant", bytes("A;1,000\n"), ["A", "ambiguous-decimal@1:2+2"], { delimiter: ";" }],
  ["a comma where thousands may be meant, declared", bytes("A;1,000\n"), ["A", "1"], { delimiter: ";", decimal: "," }],
  ["both", bytes("A;85,5;90.5\n"), ["A", "ambiguous-decimal@1:2+2", "90.5"]],
]);

vectors("headers", [
  ["detected", bytes("Quiz,Anna,Bert\nA,1,2\n"), ["A", "1", "2"]],
  ["detected by a blank first cell", bytes(";Anna;Bert\nA;1;2\n"), ["A", "1", "2"]],
  ["declared", bytes("Class 5b,Anna,Bert\nA,1,2\n"), ["A", "1", "2"], { header: true }],
  ["declared of numbers", bytes("Quiz,1,2\nA,1,2\n"), ["A", "1", "2"], { header: true }],
  ["denied", bytes("Quiz,Anna\nA,1\n"), ["Quiz", "type-error@1:2+5", "A", "1"], { header: false }],
  ["that nobody can tell", bytes("Class 5b,Anna,Bert\nA,1,2\n"), ["ambiguous-header@1:1+0", "A", "1", "2"]],
  ["behind a byte order mark and a blank line", bytes("\ufeff\nQuiz,Anna\nA,1\n"), ["A", "1"]],
]);

vectors("UTF-8", [
  ["without a mark", bytes("Prüfung 試験 😀,1\n"), ["Prüfung 試験 😀", "1"]],
  ["with a mark", bytes(0xef, 0xbb, 0xbf, "A,1\nB,2\n"), TWO_LINES],
  ["with a mark before a quote", bytes(0xef, 0xbb, 0xbf, '"A, B",x\n'), ["A, B", "type-error@1:2+10"]],
  ["with a mark and nothing else", bytes(0xef, 0xbb, 0xbf), []],
  ["with a letter of Latin-1 in a name", bytes("A,1\nCaf", 0xe9, ",2\n"), ["A", "1", "encoding-error@2:1+4"]],
  ["with a letter of Latin-1 in a score", bytes("A,1", 0xe9, ",2\n"), ["A", "encoding-error@1:2+2", "2"]],
  ["with a character that is cut", bytes("A,1\nB", 0xe2, 0x82, ",2\n"), ["A", "1", "encoding-error@2:1+4"]],
  ["with an overlong slash", bytes("A", 0xc0, 0xaf, ",2\n"), ["encoding-error@1:1+0"]],
  ["with a surrogate", bytes("A", 0xed, 0xa0, 0x80, ",2\n"), ["encoding-error@1:1+0"]],
]);

for (const order of ["le", "be"] as const) {
  const mark = utf16(order, "\ufeff");
  const encoding = `utf-16${order}` as const;
  vectors(`UTF-16${order.toUpperCase()}`, [
    ["with a mark", bytes(...mark, ...utf16(order, "A,1\r\nB,2\r\n")), TWO_LINES],
    ["without a mark, declared", bytes(...utf16(order, "A,1\r\nB,2\r\n")), TWO_LINES, { encoding }],
    ["with a mark, declared", bytes(...mark, ...utf16(order, "A,1\nB,2")), TWO_LINES, { encoding }],
    ["without a mark, not declared", bytes(...utf16(order, "A,1\nB,2")), []],
    ["with another mark than was declared", bytes(...mark, ...utf16(order, "A,1\nB,2")), [], { encoding: "utf-8" }],
    ["with characters of all lengths", bytes(...mark, ...utf16(order, "é試😀\t1,5\t2\n")), ["é試😀", "1.5", "2"]],
    ["keeps the offsets", bytes(...mark, ...utf16(order, "é😀,1\n\nB,x")), ["é😀", "1", "B", "type-error@3:2+20"]],
    ["with half a pair", bytes(...mark, ...utf16(order, "A\ud83d,1\nB,2")), ["encoding-error@1:1+2", "B", "2"]],
    ["with an odd byte at its end", bytes(...mark, ...utf16(order, "A,1"), 0x31), ["A", "encoding-error@1:2+6"]],
  ]);
}

vectors("windows-1252", [
  ["declared", bytes("Pr", 0xfc, "fung ", 0x96, " ", 0x80, ",1\n"), ["Prüfung – €", "1"], { encoding: "windows-1252" }],
  ["not declared", bytes("Pr", 0xfc, "fung,1\n"), ["encoding-error@1:1+0"]],
  ["keeps the offsets", bytes(0xfc, 0xfc, ",1\nB,x\n"), ["üü", "1", "B", "type-error@2:2+7"], { encoding: "windows-1252" }],
  ["with a byte that is no character", bytes("A,", 0x81, "\nB,2"), ["A", "encoding-error@1:2+2", "B", "2"], { encoding: "windows-1252" }],
  ["with a no-break space", bytes("A,", 0xa0, "5\n"), ["A", "type-error@1:2+2"], { encoding: "windows-1252" }],
]);

describe("the hint for a cell that is not of the encoding", () => {
  const hintOf = (input: Uint8Array, asked?: Asked) => readInput([input], asked).problems.errors.map(({ hint }) => hint)[0];

  test.each<[string, Uint8Array, number, RegExp, Asked?]>([
    ["Latin-1", bytes("A,1\n", 0xef, "b", 0xe9, ",2"), 4, /looks like windows-1252.*option encoding/],
    ["Latin-1 behind other text", bytes("A,1\nCaf", 0xe9, ",2"), 7, /looks like windows-1252/],
    ["damaged UTF-8", bytes("éé", 0xc3, ",2"), 4, /type it again/],
    ["half a pair of UTF-16LE", bytes(0xff, 0xfe, ...utf16("le", "éé\ud83d,1")), 6, /option encoding/],
    ["no character of windows-1252", bytes("A", 0xe9, 0x81, ",1"), 2, /option encoding/, { encoding: "windows-1252" }],
    ["two bytes that are no characters of windows-1252", bytes("A", 0x81, 0x81, ",1"), 1, /option encoding/, { encoding: "windows-1252" }],
    ["0xFF in UTF-8", bytes("é", 0xff, ",1"), 2, /option encoding/],
  ])("tells the byte and what to do: %s", (_what, input, offset, advice, asked = {}) => {
    const hint = hintOf(input, asked);
    expect(hint).toMatch(new RegExp(`^Byte ${offset} `));
    expect(hint).toMatch(advice);
  });
});

test("an input tells the same in every encoding that can write it, but for the offsets", () => {
  const text = 'Prüfung,85,"7,5",x\r\n\r\n"Caf\u00e9\n2",NA,,1e3\n,4\n"open';
  const inUtf8 = readInput([bytes(text)]);
  const places = ({ told }: typeof inUtf8) => inShort(told).map((each) => each.replace(/\+\d+$/, ""));
  expect(places(inUtf8)).toContain("unterminated-quote@6:1");
  for (const [input, asked] of [
    [bytes("\ufeff", text), {}],
    [bytes(...utf16("le", `\ufeff${text}`)), {}],
    [bytes(...utf16("be", `\ufeff${text}`)), {}],
    [Uint8Array.from(text, (character) => character.charCodeAt(0)), { encoding: "windows-1252" }],
  ] satisfies [Uint8Array, Asked][]) {
    const reading = readInput([input], asked);
    expect(places(reading)).toEqual(places(inUtf8));
    expect([reading.lineCounts, reading.dialect]).toEqual([inUtf8.lineCounts, inUtf8.dialect]);
  }
});
