// The 201 answer of POST /uploads: how the file is to be cut, until when, and where to go from here.
import { Type } from "@sinclair/typebox";
import { partPlan } from "../lib/upload-parts.ts";
import { SubmissionId } from "../lib/values.ts";

const Path = (title: string, description: string) => Type.String({ title, description, format: "uri-reference" });

const UploadLinks = Type.Object(
  {
    self: Path("Self", "Path of the upload, the same as the Location header: GET tells which parts are there, DELETE gives it up."),
    parts: Path("Parts", "POST there asks for the URLs that parts are sent to."),
    complete: Path("Complete", "POST there when all parts are sent: the file becomes a submission."),
    submission: Path("Submission", "Path of the submission that it becomes."),
  },
  { title: "Upload links", description: "Where to go from here." },
);

export const UploadCreated = Type.Object(
  { id: SubmissionId, ...partPlan, links: UploadLinks },
  { title: "Upload created", description: "An upload that waits for its parts. Its id is that of the submission which it becomes." },
);
