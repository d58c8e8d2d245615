import { describe, expect, test } from "@jest/globals";
import { documentText, statisticsDocument } from "../document.ts";
import { Summariser } from "../summary.ts";
import { HeldRow } from "./held-row.ts";
import type { RowSink } from "./row-sink.ts";

const encoder = new TextEncoder();

/** Takes rows until so many bytes of them have come. */
function sinkOf(mostRowBytes = 1_000_000, mostBytes = Infinity) {
  const pieces: string[] = [];
  let bytes = 0;
  let refusals = 0;
  const sink: RowSink = {
    mostRowBytes,
    get isOpen() {
      return bytes < mostBytes;
    },
    write: (piece) => {
      pieces.push(new TextDecoder().decode(piece));
      bytes += piece.length;
    },
    refuse: () => {
      refusals++;
    },
  };
  return { sink, rows: () => pieces.join("").replace(/"#! (?:[^"]|"")*"/g, "note"), refusals: () => refusals };
}

function summaryOf(text: string, sink?: RowSink, chunkBytes = 65_536) {
  const summariser = new Summariser({ mode: "lenient" }, sink);
  const bytes = encoder.encode(text);
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    const chunk = Buffer.from(bytes.subarray(at, at + chunkBytes));
    summariser.push(chunk);
    chunk.fill(0xff); // no byte of UTF-8, so that a chunk that was kept shows
  }
  return summariser.end();
}

test("what is told of a file does not depend on whether somebody wants its rows", () => {
  const text = `quiz,ann,bob\n${"Quiz1,85,x\nQuiz2,1\nQuiz3,y,z\n".repeat(200)}`;
  const said = (sink?: RowSink) =>
    documentText(statisticsDocument("/schemas/statistics/1.1.0.schema.json", { sha256: "", sizeBytes: 1 }, summaryOf(text, sink)));
  expect(said(sinkOf().sink)).toBe(said());
  expect(summaryOf(text, sinkOf().sink).problems.errors).toHaveLength(100);
});

test("a warning before the error of its row is in the note, behind it", () => {
  const pieces: string[] = [];
  const sink = {
    mostRowBytes: 1_000,
    isOpen: true,
    write: (piece: Uint8Array) => pieces.push(new TextDecoder().decode(piece)),
    refuse: () => {},
  };
  const summariser = new Summariser({ mode: "lenient", maxScore: 100 }, sink);
  summariser.push(encoder.encode("Quiz1,101,x\nQuiz2,101,2\n"));
  summariser.end();
  expect(pieces.join("")).toMatch(/^Quiz1,101,x,"#! Line 1, column 3: type-error: [^\n]* Line 1, column 2: constraint-error: [^\n]*\n$/);
});

test("a failed row that several chunks have comes whole, though each chunk is overwritten by the next", () => {
  const long = `Quiz2,x${",85".repeat(50_000)}`;
  for (const chunkBytes of [7, 5_000, 65_536, 1_000_000]) {
    const { sink, rows } = sinkOf();
    summaryOf(`Quiz1,1\n${long}\nQuiz3,y\n`, sink, chunkBytes);
    expect(rows() === `${long},note\r\nQuiz3,y,note\r\n`).toBe(true);
  }
});

describe("a failed row that is longer than the sink takes", () => {
  const long = `Quiz2,x${",85".repeat(30_000)}\n`;

  test.each([100, 65_536, 1_000_000])("is refused, in chunks of %i bytes, and the others come", (chunkBytes) => {
    const { sink, rows, refusals } = sinkOf(50_000);
    summaryOf(`Quiz1,x\n${long}Quiz3,y\n`, sink, chunkBytes);
    expect([refusals(), rows()]).toEqual([1, "Quiz1,x,note\r\nQuiz3,y,note\r\n"]);
  });

  test("is none where it has no error", () => {
    const { sink, rows, refusals } = sinkOf(50_000);
    summaryOf(`${long.replace(",x", "")}Quiz3,y\n`, sink, 100);
    expect([refusals(), rows()]).toEqual([0, "Quiz3,y,note\r\n"]);
  });
});

test("bytes that are not UTF-8 come as U+FFFD, wherever in a cell they stand", () => {
  const pieces: Uint8Array[] = [];
  const write = (piece: Uint8Array) => pieces.push(piece.slice());
  const summariser = new Summariser({}, { mostRowBytes: 1_000, isOpen: true, write, refuse: () => {} });
  summariser.push(Uint8Array.from("Quiz1,x\xfcy,\xfc,85\n", (character) => character.charCodeAt(0)));
  summariser.end();
  const utf8 = new TextDecoder("utf-8", { fatal: true });
  expect(utf8.decode(Buffer.concat(pieces))).toMatch(/^Quiz1,x\ufffdy,\ufffd,85,"#! /);
});

test("a sink that wants no more gets no more, no header either", () => {
  const closed = sinkOf(1_000, 0);
  summaryOf("quiz,ann\nQuiz1,x\n", closed.sink);
  expect(closed.rows()).toBe("");
  const { sink, rows } = sinkOf(1_000, 1);
  summaryOf("Quiz1,x\nQuiz2,y\n", sink);
  expect(rows()).toBe("Quiz1,x,note\r\n");
});

test("a held row is its pieces one behind the other, whatever becomes of them meanwhile", () => {
  const row = new HeldRow(300_000);
  const reused = encoder.encode("abc");
  const large = new Uint8Array(100_000).fill(0x79);
  row.add(reused);
  reused.fill(0x7a);
  row.add(large);
  large.fill(0x7a);
  for (let i = 0; i < 50_000; i++) row.add(reused);
  expect(new TextDecoder().decode(row.bytes())).toBe(`abc${"y".repeat(100_000)}${"z".repeat(150_000)}`);
  row.clear();
  row.add(reused);
  expect(row.bytes()).toEqual(encoder.encode("zzz"));
});

test("of a row that is too long nothing is held but its length", () => {
  const row = new HeldRow(100_000);
  for (let i = 0; i < 3; i++) row.add(new Uint8Array(50_000));
  row.add(encoder.encode("abc"));
  expect([row.length, row.bytes().length]).toEqual([150_003, 0]);
});
