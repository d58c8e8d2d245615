// What a submitter says of a file before it is sent in parts.
import { Type } from "@sinclair/typebox";
import { OneOf, Sha256 } from "./values.ts";

export const uploadedFile = {
  sizeBytes: Type.Integer({ title: "Size", description: "Size of the whole file, in bytes.", minimum: 1, maximum: 9_007_199_254_740_991 }),
  contentType: OneOf(
    ["text/csv", "application/octet-stream"],
    "Content type",
    "What the file is: CSV, in whatever encoding it says or shows. `application/octet-stream` is read in the same way.",
  ),
  sha256: Type.Optional({
    ...Sha256,
    description: "SHA-256 of the whole file, 64 lower-case hexadecimal digits. Where it is said, a file that has another is rejected.",
  }),
};
