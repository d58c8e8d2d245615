// POST /uploads/{id}/parts: the URLs that parts are sent to, each for one part of one size and checksum.
import { Type } from "@sinclair/typebox";
import { Crc32, PartNumber } from "../lib/upload-parts.ts";
import { Count, Instant } from "../lib/values.ts";

const PartToSend = Type.Object(
  { number: PartNumber, crc32: Crc32 },
  { title: "Part to send", description: "A part that the client is about to send." },
);

export const UploadPartsRequest = Type.Object(
  {
    parts: Type.Array(PartToSend, {
      title: "Parts",
      description: "The parts to send next, 100 at most, in any order. One that was sent already is replaced.",
      minItems: 1,
      maxItems: 100,
    }),
  },
  { title: "Upload parts request", description: "Parts of an upload that URLs are asked for." },
);

/** Any headers, by name; JSON Schema says it with additionalProperties. */
const HeadersToSend = Type.Unsafe<Record<string, string>>({
  type: "object",
  title: "Headers",
  description: "The headers that the PUT has to have, by name, beside Content-Length. They are signed: S3 refuses a request without them.",
  additionalProperties: Type.String(),
});

const PartTarget = Type.Object(
  {
    number: PartNumber,
    sizeBytes: Count("Size", "Size of the part, in bytes. S3 refuses another."),
    url: Type.String({ title: "URL", description: "Where the part's bytes are PUT, without any authorization.", pattern: "^https?://" }),
    headers: HeadersToSend,
  },
  { title: "Part target", description: "Where and how a part is sent." },
);

export const UploadParts = Type.Object(
  {
    parts: Type.Array(PartTarget, { title: "Parts", description: "The parts that were asked for, in that order." }),
    expiresAt: Instant("Expires at", "Until when the URLs can be used; afterwards ask for new ones."),
  },
  { title: "Upload parts", description: "Where parts of an upload are sent." },
);
