import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { gathered, gathering } from "./gathered.ts";

async function* streamOf(chunks: readonly Uint8Array[], error?: Error): AsyncGenerator<Uint8Array> {
  yield* chunks;
  if (error !== undefined) throw error;
}

test("the pieces are the chunks one behind the other, all of one size but the last, however the chunks were cut", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 40 })), fc.integer({ min: 1, max: 60 }), async (chunks, sizeBytes) => {
      const pieces: Uint8Array[] = [];
      for await (const piece of gathered(streamOf(chunks), sizeBytes)) pieces.push(piece.slice());
      expect(Buffer.concat(pieces)).toEqual(Buffer.concat(chunks));
      expect(pieces.slice(0, -1).every(({ length }) => length === sizeBytes)).toBe(true);
      expect(pieces.every(({ length }) => length > 0 && length <= sizeBytes)).toBe(true);
    }),
  );
});

test("a small object comes in one piece, and one that is gone not at all", async () => {
  const scores = { bucket: "raw", key: "scores.csv", etag: '"e"', contentType: "text/csv", sizeBytes: 5 };
  const read = gathering(async ({ key }) => (key === scores.key ? streamOf([Uint8Array.of(1, 2), Uint8Array.of(3, 4, 5)]) : undefined));
  expect(await Array.fromAsync((await read(scores)) ?? [])).toEqual([Uint8Array.of(1, 2, 3, 4, 5)]);
  expect(await read({ ...scores, key: "gone" })).toBeUndefined();
});

test("what the stream throws comes through", async () => {
  const pieces = gathered(streamOf([Uint8Array.of(1, 2, 3)], new Error("reset")), 2);
  expect((await pieces.next()).value).toEqual(Uint8Array.of(1, 2));
  await expect(pieces.next()).rejects.toThrow("reset");
});
