// GET /submissions/{id}/problems: how the score lines were read, and what was wrong with them.
import { Type } from "@sinclair/typebox";
import { QualityReport } from "../documents/quality-report.ts";
import { SubmissionId } from "../lib/values.ts";

export const SubmissionProblems = Type.Object(
  { id: SubmissionId, quality: QualityReport },
  { title: "Submission problems", description: "How a submission's score lines were read, and what was wrong with them." },
);
