// The dry run: the statistics of a submission as the calculator would store them, and nothing stored.
import { statistics as contract } from "../../generated/contracts.js";
import { writeStatistics } from "../../generated/validators/write-statistics.js";
import { documentText, statisticsDocument } from "../../statistics/document.ts";
import { accept } from "../boundary/contract.ts";
import { answerBytes, largestAnswerBytes } from "../boundary/http/answer.ts";
import { Problem } from "../boundary/problem.ts";
import type { ScoresRead } from "./read-scores.ts";

/** What the function's memory and time are enough for, with every option; the figures of so many quizzes nearly always fit into an answer. */
const mostQuizzes = 2_000;

/** The document, byte for byte. Throws a Problem (`dry-run-too-large`) where it has too many quizzes, or would not fit into an answer. */
export function preview({ body, sha256, summary }: ScoresRead): string {
  if (summary.quizCount > mostQuizzes) throw tooLarge(`takes ${mostQuizzes} quizzes at most, and these are ${summary.quizCount}`);
  const document = statisticsDocument(contract.id, { sha256, sizeBytes: body.byteLength }, summary);
  const text = documentText(accept(contract.name, writeStatistics, document));
  const sizeBytes = answerBytes(text);
  if (sizeBytes > largestAnswerBytes)
    throw tooLarge(`answers with ${largestAnswerBytes} bytes at most, and these statistics have ${sizeBytes}`);
  return text;
}

function tooLarge(limit: string): Problem {
  return new Problem(
    "dry-run-too-large",
    `A dry run ${limit}. Submit the score lines without dryRun, which has no such limit, or try them in parts.`,
  );
}
