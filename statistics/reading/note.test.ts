import { describe, expect, test } from "@jest/globals";
import { byteByByte, encode, inShort, readInput } from "./test-reader.ts";

/** What is told of an input, which does not depend on how it is cut. */
function read(text: string, asked = {}): string[] {
  const { told } = readInput([encode(text)], asked);
  expect(readInput(byteByByte(encode(text)), asked).told).toEqual(told);
  return inShort(told);
}

describe("a note", () => {
  test.each([
    [
      "is no score and not missing, and its line is not ragged",
      "Quiz1,85,90,#! look\nQuiz2,70,80\n",
      ["Quiz1", "85", "90", "Quiz2", "70", "80"],
    ],
    ["may stand in quotes, with delimiters and line breaks", 'Quiz1,85,"#! a, b\nc"\nQuiz2,70\n', ["Quiz1", "85", "Quiz2", "70"]],
    ["has blanks round it", "Quiz1,85,  #! look \nQuiz2,70\n", ["Quiz1", "85", "Quiz2", "70"]],
    ["may have blank cells and notes behind it", 'Quiz1,85,#! look,, ,"",#! more\nQuiz2,70\n', ["Quiz1", "85", "Quiz2", "70"]],
    [
      "has no score behind it",
      "Quiz1,85,#! look,90,x\nQuiz2,70\n",
      ["Quiz1", "85", "type-error@1:4+17", "type-error@1:5+20", "Quiz2", "70"],
    ],
    ["is no score of its line", "Quiz1,#! look\nQuiz2,70\n", ["Quiz1", "no-scores@1:2+6", "Quiz2", "70"]],
    ["is no name", "#! look,85\n", ["#! look", "85"]],
    ["leaves a line without a name one", ",85,#! look\n", ["no-quiz-name@1:1+0"]],
    ["is a title in a header", ",#! look\nQuiz1,85\n", ["Quiz1", "85"]],
    ["closes its quotes", 'Quiz1,85,"#! look" x\n', ["Quiz1", "85", "text-after-quote@1:3+9"]],
    ["needs its space", "Quiz1,85,#!look\n", ["Quiz1", "85", "type-error@1:3+9"]],
    ["is not what spreadsheets say of an error", "Quiz1,85,#N/A,#REF!\n", ["Quiz1", "85", "type-error@1:3+9", "type-error@1:4+14"]],
  ])("%s", (_what, text, told) => {
    expect(read(text)).toEqual(told);
  });

  test("is a missing score where that was declared", () => {
    expect(read("Quiz1,85,#! gone,90\n", { missingTokens: ["#! gone"] })).toEqual(["Quiz1", "85", "[#! gone]", "90"]);
  });

  test("does not count among the cells that a line may have", () => {
    expect(read("Quiz1,85,90,#! look\n", { limits: { maxCellsPerLine: 2 } })).toEqual(["Quiz1", "85", "90"]);
  });

  test("may have bytes that are not of the encoding", () => {
    expect(inShort(readInput([Uint8Array.from([...encode("Quiz1,85,#! "), 0x85, 0x0a])]).told)).toEqual(["Quiz1", "85"]);
  });

  test("has no say in how the input is written", () => {
    expect(readInput([encode('Quiz1;85,5;"#! 1.5, 2; 3"\nQuiz2;90,25;"#! x"\n')]).dialect).toMatchObject({
      delimiter: ";",
      decimal: ",",
      header: false,
    });
    expect(readInput([encode("Quiz1,abc,#! x\nQuiz2,85\n")]).dialect).toMatchObject({ header: false, ambiguous: [] });
    expect(readInput([encode("Quiz,#! x\nQuiz2,85\n")]).dialect.header).toBe(true);
  });
});

describe("an apostrophe before what a spreadsheet takes for a formula", () => {
  test.each([
    ["is not part of a name", "'=Quiz1,85\n", ["=Quiz1", "85"]],
    ["is not part of a name in quotes", '"\'+Quiz1",85\n', ["+Quiz1", "85"]],
    ["makes no other quiz", "@Quiz,85\n'@Quiz,90\n@Quiz,95\n", ["@Quiz", "85", "@Quiz", "90", "@Quiz", "95"]],
    ["is one elsewhere", "'90s,85\n'90s,86\n''=x,87\n',88\n", ["'90s", "85", "'90s", "86", "''=x", "87", "'", "88"]],
    ["makes no score", "Quiz1,'-5,85\n", ["Quiz1", "type-error@1:2+6", "85"]],
  ])("%s", (_what, text, told) => {
    expect(read(text)).toEqual(told);
  });

  test("is not part of a missing token, unless one has it", () => {
    expect(read("Quiz1,'-,-,85\n", { missingTokens: ["-"] })).toEqual(["Quiz1", "[-]", "[-]", "85"]);
    expect(read("Quiz1,'-,85\n", { missingTokens: ["-", "'-"] })).toEqual(["Quiz1", "['-]", "85"]);
  });
});
