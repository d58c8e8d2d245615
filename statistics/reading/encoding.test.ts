import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { type Encoding, Utf8Source } from "./encoding.ts";
import { byteByByte, cutAt, encode } from "./test-reader.ts";
import { decodeUtf8 } from "./utf8.ts";

/** What a source makes of the chunks: each byte that it hands on, with its offset in the input as sent. */
function convert(chunks: readonly Uint8Array[], declared?: Encoding) {
  const bytes: number[] = [];
  const offsets: number[] = [];
  const source = new Utf8Source(declared, (piece, offset, stride) => {
    if (piece.length === 0) throw new Error("an empty piece");
    piece.forEach((byte, i) => {
      bytes.push(byte);
      offsets.push(offset + i * stride);
    });
  });
  for (const chunk of chunks) source.push(chunk);
  source.end();
  const { encoding, byteOrderMark, contradiction } = source;
  return { bytes, offsets, encoding, byteOrderMark, contradiction };
}

const textOf = (chunks: readonly Uint8Array[], declared?: Encoding) => decodeUtf8(Uint8Array.from(convert(chunks, declared).bytes));

function utf16(text: string, encoding: Encoding): Uint8Array {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), encoding === "utf-16le");
  return new Uint8Array(view.buffer);
}

describe("the encoding", () => {
  test.each<[string, number[], Encoding | undefined, Encoding, boolean]>([
    ["nothing", [], undefined, "utf-8", false],
    ["no mark", [0x41, 0x2c, 0x31], undefined, "utf-8", false],
    ["the mark of UTF-8", [0xef, 0xbb, 0xbf, 0x41], undefined, "utf-8", true],
    ["the mark of UTF-16LE", [0xff, 0xfe, 0x41, 0], undefined, "utf-16le", true],
    ["the mark of UTF-16BE", [0xfe, 0xff, 0, 0x41], undefined, "utf-16be", true],
    ["a mark and nothing behind it", [0xff, 0xfe], undefined, "utf-16le", true],
    ["no mark, declared UTF-16", [0x41, 0, 0x2c, 0], "utf-16le", "utf-16le", false],
    ["no mark, declared windows-1252", [0xe9], "windows-1252", "windows-1252", false],
    ["the mark of what was declared", [0xfe, 0xff, 0, 0x41], "utf-16be", "utf-16be", true],
    ["half a mark of UTF-8", [0xef, 0xbb], undefined, "utf-8", false],
    ["two NULs", [0, 0, 0x41], undefined, "utf-8", false],
  ])("of an input that starts with %s", (_what, bytes, declared, encoding, byteOrderMark) => {
    const input = Uint8Array.from(bytes);
    for (const chunks of [[input], byteByByte(input)]) {
      expect(convert(chunks, declared)).toMatchObject({ encoding, byteOrderMark, contradiction: null });
    }
  });

  test.each<[string, number[], Encoding | undefined, Encoding]>([
    ["the mark of UTF-8 where windows-1252 was declared", [0xef, 0xbb, 0xbf, 0x41], "windows-1252", "utf-8"],
    ["the mark of UTF-16LE where UTF-8 was declared", [0xff, 0xfe, 0x41, 0], "utf-8", "utf-16le"],
    ["the mark of the other UTF-16", [0xfe, 0xff, 0, 0x41], "utf-16le", "utf-16be"],
    ["UTF-16LE without a mark", [0x41, 0, 0x2c, 0], undefined, "utf-16le"],
    ["UTF-16BE without a mark", [0, 0x41, 0, 0x2c], undefined, "utf-16be"],
    ["one character of UTF-16LE without a mark", [0x41, 0], undefined, "utf-16le"],
  ])("is contradicted by %s, and nothing is handed on", (_what, bytes, declared, looksLike) => {
    const input = Uint8Array.from(bytes);
    for (const chunks of [[input], byteByByte(input)]) {
      expect(convert(chunks, declared)).toMatchObject({ contradiction: { looksLike }, bytes: [] });
    }
  });
});

describe("UTF-8", () => {
  test("is handed on as it came, uncopied, without its mark", () => {
    const chunk = Uint8Array.of(0xef, 0xbb, 0xbf, ...encode("Prüfung,85"), 0xe9);
    const pieces: Uint8Array[] = [];
    const source = new Utf8Source(undefined, (bytes, offset, stride) => {
      expect([offset, stride]).toEqual([3, 1]);
      pieces.push(bytes);
    });
    source.push(chunk);
    source.end();
    expect(pieces).toEqual([chunk.subarray(3)]);
    expect(pieces[0]?.buffer).toBe(chunk.buffer);
  });

  test("keeps a mark that is not at its start", () => {
    expect(textOf([encode("\ufeffA\ufeff")])).toBe("A\ufeff");
    expect(textOf([encode("\ufeff\ufeffA")])).toBe("\ufeffA");
  });
});

describe.each<Encoding>(["utf-16le", "utf-16be"])("%s", (encoding) => {
  test("keeps each character at its offset", () => {
    const { bytes, offsets } = convert([utf16("\ufeffA,é😀5\n", encoding)]);
    expect(decodeUtf8(Uint8Array.from(bytes))).toBe("A,é😀5\n");
    expect(offsets).toEqual([2, 4, 6, 6, 8, 8, 8, 8, 12, 14]);
  });

  test.each<[string, string, number[], number[]]>([
    ["a high surrogate before another character", "A\ud83dB", [0x41, 0xff, 0x42], [0, 2, 4]],
    ["a high surrogate before another", "\ud83d\ud83d\ude00", [0xff, 0xf0, 0x9f, 0x98, 0x80], [0, 2, 2, 2, 2]],
    ["a low surrogate", "A\ude00é", [0x41, 0xff, 0xc3, 0xa9], [0, 2, 4, 4]],
    ["a high surrogate at the end", "A\ud83d", [0x41, 0xff], [0, 2]],
  ])("has no character for %s", (_what, text, bytes, offsets) => {
    const input = utf16(text, encoding);
    for (const chunks of [[input], byteByByte(input)]) expect(convert(chunks, encoding)).toMatchObject({ bytes, offsets });
  });

  test("has no character for an odd last byte, nor for half a pair before it", () => {
    const odd = Uint8Array.of(...utf16("A", encoding), 0x42);
    expect(convert([odd], encoding)).toMatchObject({ bytes: [0x41, 0xff], offsets: [0, 2] });
    const half = Uint8Array.of(...utf16("A\ud83d", encoding), 0x42);
    expect(convert([half], encoding)).toMatchObject({ bytes: [0x41, 0xff, 0xff], offsets: [0, 2, 4] });
  });

  test("is read in whole beyond the longest run of ASCII", () => {
    const text = "1".repeat(10_001);
    const { offsets } = convert([utf16(text, encoding)], encoding);
    expect(textOf([utf16(text, encoding)], encoding)).toBe(text);
    expect(offsets.every((offset, i) => offset === i * 2)).toBe(true);
  });

  test("says of any text what was written, however it is cut", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.array(fc.nat(100)), (text, cuts) => {
        const input = utf16(text, encoding);
        const marked = utf16(`\ufeff${text}`, encoding);
        expect(textOf([marked])).toBe(text);
        expect(textOf(byteByByte(marked))).toBe(text);
        if (!text.startsWith("\ufeff") && !text.startsWith("\ufffe")) {
          expect(convert(cutAt(input, cuts), encoding)).toEqual(convert([input], encoding));
        }
      }),
    );
  });
});

describe("windows-1252", () => {
  test("keeps each character at its offset, and runs of ASCII uncopied", () => {
    const input = Uint8Array.of(0x50, 0x72, 0xfc, 0x66, 0x80, 0x99, 0x2c, 0x31);
    const { bytes, offsets } = convert([input], "windows-1252");
    expect(decodeUtf8(Uint8Array.from(bytes))).toBe("Prüf€™,1");
    expect(offsets).toEqual([0, 1, 2, 2, 3, 4, 4, 4, 5, 5, 5, 6, 7]);
  });

  test("has no character for five bytes", () => {
    const input = Uint8Array.of(0x81, 0x8d, 0x8f, 0x90, 0x9d);
    expect(convert([input], "windows-1252").bytes).toEqual([0xff, 0xff, 0xff, 0xff, 0xff]);
  });

  // Node's own table is right in the release that this project runs its tests on.
  test("has the characters of the WHATWG's table", () => {
    const decoder = new TextDecoder("windows-1252");
    for (let byte = 0; byte < 256; byte++) {
      if ([0x81, 0x8d, 0x8f, 0x90, 0x9d].includes(byte)) continue;
      expect(textOf([Uint8Array.of(byte)], "windows-1252")).toBe(decoder.decode(Uint8Array.of(byte)));
    }
  });
});

test("any bytes in any encoding are handed on the same, however they are cut", () => {
  const opening = fc.constantFrom<number[]>([], [0xff, 0xfe], [0xfe, 0xff], [0xef, 0xbb, 0xbf], [0xef, 0xbb], [0, 0x41], [0x41, 0]);
  const declared = fc.constantFrom<Encoding | undefined>(undefined, "utf-8", "utf-16le", "utf-16be", "windows-1252");
  fc.assert(
    fc.property(opening, fc.uint8Array({ maxLength: 40 }), declared, fc.array(fc.nat(50), { maxLength: 6 }), (start, rest, said, cuts) => {
      const input = Uint8Array.of(...start, ...rest);
      const whole = convert([input], said);
      expect(convert(cutAt(input, cuts), said)).toEqual(whole);
      expect(convert(byteByByte(input), said)).toEqual(whole);
      expect(whole.offsets.every((offset, i) => offset < input.length && offset >= (whole.offsets[i - 1] ?? 0))).toBe(true);
    }),
    { numRuns: 2000 },
  );
});
