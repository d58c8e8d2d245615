// Why a submission is rejected, overdue or expired, and what its submitter can do.
import type { Rejection } from "../../generated/types/rejection.d.ts";
import type { Reason } from "../../generated/types/submission-status.d.ts";
import type { Upload } from "../../generated/types/upload.d.ts";
import { overdueAfterSeconds } from "./state.ts";

/** @param problems path of the quality report */
export function rejectionReason({ quality }: Rejection, problems: string): Reason {
  const first = quality.problems.find(({ severity }) => severity === "error");
  // Comes first where it comes: of bytes that are others it is of no use what else is wrong with them.
  if (first?.code === "checksum-mismatch") return { code: first.code, detail: first.hint };
  const count = quality.problemCounts.reduce((sum, one) => (one.severity === "error" ? sum + one.count : sum), 0);
  const errors = count === 1 ? "1 error" : `${count} errors`;
  const where = first && first.column !== null ? ` in line ${first.line}, cell ${first.column}` : "";
  const example = first ? ` The first${where}: ${first.hint}` : "";
  return {
    code: "invalid-scores",
    detail: `The score lines cannot be read: ${errors}.${example} GET ${problems} names them; mend them and submit all lines again.`,
  };
}

export function overdueReason(id: string): Reason {
  return {
    code: "overdue",
    detail:
      `There should have been a result within ${overdueAfterSeconds / 60} minutes. The score lines are kept, and it may still come. Name whoever ` +
      `runs Scoreline this id, so that they look for its message in the dead-letter queue: ${id}.`,
  };
}

/** An upload that never became a submission: given up, or not completed in time. */
export function expiredReason({ state, expiresAt }: Upload): Reason {
  if (state === "aborted")
    return { code: "upload-aborted", detail: "The upload was given up, and its parts are gone. Begin a new one with POST /uploads." };
  return {
    code: "upload-expired",
    detail: `The upload could be completed until ${expiresAt}, and its parts are gone. Begin a new one with POST /uploads.`,
  };
}
