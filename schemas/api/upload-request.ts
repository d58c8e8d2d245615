// The body of POST /uploads: a file that is larger than a request may be, and what is known of it. Closed: a misspelt field is told.
import { Type } from "@sinclair/typebox";
import { encoding, submissionOptions } from "../lib/submission-options.ts";
import { uploadedFile } from "../lib/uploaded-file.ts";
import { labels, Replaces } from "../lib/values.ts";

export const UploadRequest = Type.Object(
  { ...uploadedFile, ...labels, replaces: Replaces, ...submissionOptions, encoding },
  { title: "Upload request", description: "A file of score lines that is to be sent in parts." },
);
