import { describe, expect, test } from "@jest/globals";
import type { SubmissionOptions } from "../../generated/types/submission.d.ts";
import { documentText, statisticsDocument } from "../../statistics/document.ts";
import { MOST_BYTES_SEARCHED } from "../../statistics/failed-rows/row-sink.ts";
import { Summariser, type Summary } from "../../statistics/summary.ts";
import { failedRowsCsv } from "./failed-rows-csv.ts";

type Said = SubmissionOptions & { encoding?: "windows-1252" };

function summaryOf(bytes: Uint8Array, options: Said = {}): Summary {
  const summariser = new Summariser(options);
  summariser.push(bytes);
  return summariser.end();
}

function qualityOf(bytes: Uint8Array, options: Said) {
  const document = statisticsDocument(
    "/schemas/statistics/1.1.0.schema.json",
    { sha256: "0".repeat(64), sizeBytes: bytes.length },
    summaryOf(bytes, options),
  );
  return JSON.parse(documentText(document)).quality;
}

const submissionOf = (options: Said, sizeBytes: number) => ({
  $schema: "",
  id: "",
  acceptedAt: "",
  options,
  scores: { bucket: "raw", key: "scores.csv", etag: '"1"', contentType: "text/csv", sha256: "0".repeat(64), sizeBytes },
});

/** The failed rows of a file that comes in chunks of so many bytes. */
async function rowsOf(file: string | Uint8Array, options: Said = {}, chunkBytes = 7, sizeBytes?: number): Promise<string> {
  const bytes = Buffer.from(file);
  return failedRowsCsv(qualityOf(bytes, options), {
    submission: async () => submissionOf(options, sizeBytes ?? bytes.length),
    read: async () =>
      (async function* () {
        for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
      })(),
  });
}

/** What is read of a file: its errors, the number of its warnings, and every quiz with how many scores and missing ones it has. */
function read(csv: string, options: Said = {}) {
  const summary = summaryOf(Buffer.from(csv), options);
  const quizzes = [...summary.quizzes()].map(({ name, sample, missing }) => [
    name,
    sample.count,
    missing.reduce((sum, each) => sum + each, 0),
  ]);
  const { errors, warningCount } = summary.problems;
  return { errors: errors.map(({ code, line, column }) => `${code}@${line}:${column}`), warningCount, quizzes };
}

/** Without the notes' words. */
const withoutNotes = (csv: string) => csv.replace(/"#! (?:[^"]|"")*"/g, "note");

test("the failed rows come as they were sent, each with what is wrong as its last cell, and no other row", async () => {
  expect(await rowsOf('Quiz1,85,76\nQuiz2, 70 ,abc\r\nQuiz3,1\nQuiz4,90 %,"x"\n')).toBe(
    'Quiz2, 70 ,abc,"#! Line 2, column 3: type-error: ""abc"" is not a number. A score is written like 85, 8.5 or -2. Leave the cell empty when ' +
      'there is none, or declare with the option missingTokens what stands for that."\r\n' +
      'Quiz4,90 %,"x","#! Line 4, column 2: type-error: ""90 %"" is not a number. Leave the percent sign out. Line 4, column 3: type-error: ""x"" is ' +
      "not a number. A score is written like 85, 8.5 or -2. Leave the cell empty when there is none, or declare with the option missingTokens what " +
      'stands for that."\r\n',
  );
});

test.each([1, 2, 3, 64, 100_000])("how the file is cut, here every %i bytes, does not show", async (chunkBytes) => {
  const file = '\ufeffquiz;ann;bob\r\n\r\n"Lab\r\n2";70;x\r\nQuiz3;"80";85,5\r;5;6\r\n;;\n"a\nb";"c\n"";y"\n';
  expect(withoutNotes(await rowsOf(file, {}, chunkBytes))).toBe(
    'quiz;ann;bob\r\n"Lab\r\n2";70;x;note\r\n;5;6;note\r\n"a\nb";"c\n"";y";note\r\n',
  );
});

test("rows that are corrected are accepted with their notes, and give what the corrected file gives", async () => {
  const file = 'quiz;ann;bob;cem\nQuiz1;85,5;1;2\n=Quiz2;70;abc;-\n"Lab; 1\nb";x;-5,25;7\n';
  const options: Said = { missingTokens: ["-"] };
  const rows = await rowsOf(file, options);
  const corrected = (text: string) => text.replace("abc", "71,5").replace(/([;])x;/, "$16;");
  expect(read(rows, options).errors).toEqual(["type-error@2:3", "type-error@4:2"]);
  const all = read(corrected(file), options);
  expect(read(corrected(rows), options)).toEqual({ ...all, quizzes: all.quizzes.slice(1) });
  expect(all).toEqual({
    errors: [],
    warningCount: 0,
    quizzes: [
      ["Quiz1", 3, 0],
      ["=Quiz2", 2, 1],
      ["Lab; 1\nb", 3, 0],
    ],
  });
});

test("a name that looks like a note is a name", async () => {
  expect(withoutNotes(await rowsOf("#! Quiz,,x\n"))).toBe("#! Quiz,,x,note\r\n");
  expect(withoutNotes(await rowsOf("#! Quiz\n"))).toBe("#! Quiz,note\r\n");
});

test("rows that fail again have the new note alone", async () => {
  const once = await rowsOf("Quiz1,85,abc\nQuiz2,x,y\n");
  expect(withoutNotes(await rowsOf(once.replace("abc", "90")))).toBe("Quiz2,x,y,note\r\n");
  expect(await rowsOf(once)).toBe(once);
});

test("empty cells that a spreadsheet puts behind a note are nothing; a score there is an error, and its note stays", async () => {
  expect(read('Quiz1,85,"#! x",,\nQuiz2,90,#! y\n')).toEqual({
    errors: [],
    warningCount: 0,
    quizzes: [
      ["Quiz1", 1, 0],
      ["Quiz2", 1, 0],
    ],
  });
  const rows = await rowsOf("Quiz1,85,#! x,90\n");
  expect(withoutNotes(rows)).toBe("Quiz1,85,#! x,90,note\r\n");
  expect(read(rows.replace(",90", "").replace("85", "85,90")).errors).toEqual([]);
});

describe("a spreadsheet computes nothing of it", () => {
  test.each(["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", '=HYPERLINK("x")', "\t=1", "  =1", "\r=1", "\n=1", "-A1", "=1\n=2"])(
    "%j",
    async (formula) => {
      const cell = `"${formula.replaceAll('"', '""')}"`;
      const rows = await rowsOf(`${cell},${cell},abc\n`);
      const mark = `"'${formula.replace(/^[ \t]+/, "").replaceAll('"', '""')}"`;
      expect(withoutNotes(rows)).toBe(`${mark},${mark},abc,note\r\n`);
      // The name is the one that was sent.
      const [name] = read(`${cell},1\n`).quizzes[0] ?? [];
      expect(read(rows.replace("abc", "1").replace(`,${mark}`, ",2"))).toEqual({ errors: [], warningCount: 0, quizzes: [[name, 2, 0]] });
      expect(name).toBe(formula.replace(/^[ \t]+/, ""));
    },
  );

  test.each(["-5", "-5.25", "-5,25", "-1e3"])("the score %s stays one", async (score) => {
    const rows = await rowsOf(`Quiz1;${score};abc\n`, { delimiter: ";" });
    expect(withoutNotes(rows)).toBe(`Quiz1;${score};abc;note\r\n`);
  });

  test("nor of a header", async () => {
    expect(withoutNotes(await rowsOf("quiz,=ann\nQuiz1,x\n"))).toBe('quiz,"\'=ann"\r\nQuiz1,x,note\r\n');
  });
});

describe("whatever is wrong, a row stays one row and is still refused as it is", () => {
  test.each([
    ["a name alone", "Quiz1\n", "Quiz1,note\r\n", "no-scores@1:2"],
    ["no name", ",85,90\n", ",85,90,note\r\n", "no-quiz-name@1:1"],
    ["a quote that stays open", 'Quiz1,1,"85\nQuiz2,3\n', 'Quiz1,1,"""85\nQuiz2,3",note\r\n', "type-error@1:3"],
    ["text after a quote", 'Quiz1,"85" x\n', 'Quiz1,"""85"" x",note\r\n', "type-error@1:2"],
    ["text after a name's quote", '"Quiz" 1,85\n', ",85,note\r\n", "no-quiz-name@1:1"],
    ["a number out of range", "Quiz1,1e99\n", "Quiz1,1e99,note\r\n", "number-out-of-range@1:2"],
  ])("%s", async (_what, file, rows, error) => {
    const found = await rowsOf(file);
    expect(withoutNotes(found)).toBe(rows);
    expect(read(found).errors).toEqual([error]);
  });

  test("a name whose bytes are wrong is left out, and the note has it", async () => {
    const rows = await rowsOf(Buffer.from("Pr\u00fcfung,85\nQuiz2,\u00fc\n", "latin1"));
    expect(withoutNotes(rows)).toBe(",85,note\r\nQuiz2,\ufffd,note\r\n");
    expect(rows).toContain("It was sent as Pr\\xfcfung.");
  });

  test("a cell that is too long is sent back whole", async () => {
    const long = "9".repeat(1_200);
    expect(withoutNotes(await rowsOf(`Quiz1,${long},5\n`))).toBe(`Quiz1,${long},5,note\r\n`);
  });

  test("a note is never too long to be passed over: what does not fit is counted", async () => {
    const rows = await rowsOf(`Quiz1,5${',"a""b"'.repeat(500)}\n`);
    expect(rows).toMatch(/ And 49\d more\."\r\n$/);
    expect(read(rows.replaceAll('"a""b"', "1")).errors).toEqual([]);
  });
});

test("another encoding comes as UTF-8", async () => {
  expect(withoutNotes(await rowsOf(Buffer.from("Pr\u00fcfung,85,x\n", "latin1"), { encoding: "windows-1252" }))).toBe(
    "Prüfung,85,x,note\r\n",
  );
  expect(withoutNotes(await rowsOf(Buffer.from("\ufeffPrüfung,85,x\n", "utf16le")))).toBe("Prüfung,85,x,note\r\n");
});

test("where no row has an error there is none, warnings or not", async () => {
  expect(await rowsOf("Quiz1,85\nQuiz2,1,2\n")).toBe("");
});

test("it is read no further than to the last error", async () => {
  const bytes = Buffer.from("Quiz1,x\n");
  let isClosed = false;
  const rows = failedRowsCsv(qualityOf(bytes, {}), {
    submission: async () => submissionOf({}, bytes.length),
    read: async () =>
      (async function* () {
        try {
          yield bytes;
          throw new Error("It was read on.");
        } finally {
          isClosed = true;
        }
      })(),
  });
  expect(withoutNotes(await rows)).toBe("Quiz1,x,note\r\n");
  expect(isClosed).toBe(true);
});

describe("there are no rows, and the problem says why", () => {
  const refusal = (message: string) => ({ code: "not-acceptable", message: expect.stringContaining(message) });

  test.each<[string, string, Said, number | undefined, string]>([
    ["the delimiter is ambiguous", "Quiz1;1,2\nQuiz2;1,2\n", {}, undefined, "Nothing was read of the score lines (ambiguous-delimiter)"],
    ["small groups are hidden", "Quiz1,x\n", { minimumGroupSize: 5 }, undefined, "hides small groups"],
    ["the file is too large to be searched", "Quiz1,x\n", {}, MOST_BYTES_SEARCHED + 1, "have 100000001 bytes"],
    ["the rows are too many for an answer", "Quiz1,x\n".repeat(40_000), {}, undefined, "more than the 5000000 bytes"],
    ["a row is too long for one", `Quiz1,x${",85".repeat(2_000_000)}\n`, {}, undefined, "more than the 5000000 bytes"],
  ])("where %s", async (_why, file, options, sizeBytes, message) => {
    await expect(rowsOf(file, options, 65_536, sizeBytes)).rejects.toMatchObject(refusal(message));
  });

  test("where the score lines are gone", async () => {
    const bytes = Buffer.from("Quiz1,x\n");
    const rows = failedRowsCsv(qualityOf(bytes, {}), { submission: async () => submissionOf({}, 8), read: async () => undefined });
    await expect(rows).rejects.toMatchObject(refusal("not stored any more"));
  });
});
