// How an upload is cut into parts, and what is known of one.
import { Type } from "@sinclair/typebox";
import { Instant } from "./values.ts";

export const PartNumber = Type.Integer({ title: "Part", description: "Number of the part, from 1.", minimum: 1, maximum: 10_000 });

export const Crc32 = Type.String({
  title: "CRC-32",
  description: "CRC-32 of the part's bytes (as in zip and gzip), its four bytes big-endian in Base64.",
  pattern: "^[A-Za-z0-9+/]{5}[AQgw]==$",
});

export const partPlan = {
  partSizeBytes: Type.Integer({
    title: "Part size",
    description: "Size of every part but the last, which holds the rest, in bytes.",
    minimum: 1,
    maximum: 5_368_709_120,
  }),
  partCount: Type.Integer({ title: "Parts", description: "Number of the parts.", minimum: 1, maximum: 10_000 }),
  expiresAt: Instant("Expires at", "Until when it has to be completed; afterwards its parts are thrown away."),
};
