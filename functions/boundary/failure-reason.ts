// Why a submission failed and what its submitter can do, as the API and the mail tell it.
import type { Failure } from "../../generated/types/failure.d.ts";

export interface FailureReason {
  /** A stable word. */
  code: string;
  /** Sentences for people. */
  detail: string;
}

/** The function that tells results: what it gives up has one. */
export const tellingStage = "result-notifier";

/** The score lines are not there any more as they were: no second try can help. */
const lost = ["object-gone", "content-changed"];

/** A function gave the submission up before there was a result. */
export function failureReason({ submissionId, stage, code }: Pick<Failure, "submissionId" | "stage" | "code">): FailureReason {
  const what = `${stage} gave up (${code}).`;
  if (code === "invalid-options")
    return { code, detail: `${what} What was said of the score lines contradicts itself: submit them again with other options.` };
  if (lost.includes(code))
    return { code, detail: `${what} The score lines do not lie any more where they were stored: submit them again.` };
  return {
    code,
    detail:
      `${what} The score lines are kept, and so is the message, in a dead-letter queue: whoever runs Scoreline can have it tried again. ` +
      `Name them this id: ${submissionId}.`,
  };
}

/**
 * There is a result, and the notifier gave up.
 *
 * @param where the result can be read: `at GET /submissions/<id>/statistics`
 */
export function unnotifiedReason(submissionId: string, where: string): FailureReason {
  return {
    code: "not-notified",
    detail:
      `The result is there, and no mail could be sent of it. Read it ${where}. Whoever runs Scoreline can have the mail tried again: name them ` +
      `this id: ${submissionId}.`,
  };
}
