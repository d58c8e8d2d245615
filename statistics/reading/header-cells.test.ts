import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { HeaderCells } from "./header-cells.ts";

interface Said {
  delimiter?: string;
  multilineCells?: boolean;
  maxCells?: number;
}

function headerOf(input: string | Uint8Array, { delimiter = ",", multilineCells = true, maxCells = 100 }: Said = {}, cuts: number[] = []) {
  const header = new HeaderCells({ delimiter: delimiter.charCodeAt(0), multilineCells, maxCellBytes: 100, maxCells });
  const bytes = Buffer.from(input);
  let from = 0;
  for (const cut of [...cuts, bytes.length]) {
    header.push(bytes.subarray(from, cut));
    from = cut;
  }
  header.end();
  return header.texts;
}

test.each<[string, string, Said, (string | null)[]]>([
  ["a plain header", "quiz,ada,grace\nQuiz1,1,2\n", {}, ["quiz", "ada", "grace"]],
  ["the last line, without an end", "quiz,ada", {}, ["quiz", "ada"]],
  ["blanks and quotes round cells", ' quiz , "Lovelace, Ada" ,"say ""hi"""\r\n', {}, ["quiz", "Lovelace, Ada", 'say "hi"']],
  ["what is behind blank lines", "\r\n , ,\n\nquiz,ada\n", {}, ["quiz", "ada"]],
  ["what has no title over the quizzes", ",ada,grace\r", {}, ["", "ada", "grace"]],
  ["semicolons", "quiz;a,b\n", { delimiter: ";" }, ["quiz", "a,b"]],
  ["a line break in quotes", 'quiz,"a\r\nb"\n', {}, ["quiz", "a\r\nb"]],
  ["a cell whose quotes do not close", 'quiz,"a\nb,c\n', { multilineCells: false }, ["quiz", null]],
  ["a cell that goes on behind its quotes", 'quiz,"a" b,c\n', {}, ["quiz", null, "c"]],
  ["a cell that is too long", `quiz,${"x".repeat(101)},c\n`, {}, ["quiz", null, "c"]],
  ["a line that ends where a cell is too long, whatever its quotes say", `quiz,"${"x".repeat(101)}\nQuiz1",85\n`, {}, ["quiz", null]],
  ["one cell more than are kept", "quiz,a,b,c,d,e", { maxCells: 3 }, ["quiz", "a", "b", "c"]],
  ["nothing", "", {}, []],
])("the header is %s", (_what, input, said, texts) => {
  expect(headerOf(input, said)).toEqual(texts);
});

test("a cell that is not UTF-8 cannot be read", () => {
  expect(headerOf(Buffer.from("quiz,J\xfcrgen,ada\n", "latin1"))).toEqual(["quiz", null, "ada"]);
});

test("how the input was cut never shows", () => {
  const input = fc.string({ unit: fc.constantFrom(...'aé ,;"\r\n'), maxLength: 40 });
  const cuts = fc.array(fc.nat(50), { maxLength: 5 }).map((all) => all.toSorted((one, other) => one - other));
  fc.assert(
    fc.property(input, cuts, fc.boolean(), (text, places, multilineCells) => {
      expect(headerOf(text, { multilineCells }, places)).toEqual(headerOf(text, { multilineCells }));
    }),
  );
});
