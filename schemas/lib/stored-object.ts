// The claim check: what is too big for a message lies in S3, and the message says where and which bytes.
import { type Static, Type } from "@sinclair/typebox";
import { Count, Sha256 } from "./values.ts";

export const StoredObject = Type.Object(
  {
    bucket: Type.String({ title: "Bucket", description: "Name of the S3 bucket.", minLength: 3, maxLength: 63 }),
    key: Type.String({ title: "Key", description: "Key of the object in the bucket.", minLength: 1, maxLength: 1024 }),
    etag: Type.String({
      title: "ETag",
      description: "S3's entity tag, quotes included. Read with If-Match, so that what is read is what was announced.",
      minLength: 1,
    }),
    contentType: Type.String({ title: "Content type", description: "Media type of the object.", minLength: 1 }),
    sizeBytes: Count("Size", "Size of the object, in bytes."),
    sha256: Type.Optional(Sha256),
  },
  { title: "Stored object", description: "An object in S3 and the exact bytes that are meant." },
);
export type StoredObject = Static<typeof StoredObject>;
