import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { Parts } from "./parts.ts";

test("parts of one size and a rest have all bytes in their order, however these came and whenever parts are taken", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.uint8Array({ maxLength: 20 }), fc.boolean())), fc.integer({ min: 1, max: 9 }), (pieces, partBytes) => {
      const parts = new Parts(partBytes);
      const taken: Buffer[] = [];
      const take = () => {
        for (let part = parts.full(); part !== undefined; part = parts.full()) {
          expect(part.length).toBe(partBytes);
          taken.push(Buffer.from(part));
        }
      };
      for (const [piece, isTaken] of pieces) {
        parts.add(piece);
        if (isTaken) take();
      }
      take();
      expect(parts.hasFull).toBe(false);
      expect(parts.rest().length).toBeLessThan(partBytes);
      const all = Buffer.concat(pieces.map(([piece]) => piece));
      expect(Buffer.concat([...taken, parts.rest()])).toEqual(all);
      expect(parts.sizeBytes).toBe(all.length);
    }),
  );
});
