// What a status needs of the statistics, as S3 metadata beside them: whoever asks for it need not read the document.
import type { RawDataStoredData } from "../../generated/types/raw-data-stored.d.ts";
import type { Statistics } from "../../generated/types/statistics.d.ts";
import type { Labels } from "../boundary/labels.ts";

type Submitted = Pick<RawDataStoredData, "submittedAt" | "replaces"> & Labels;

/** Metadata has 2 KB in S3, names included. The other fields take 340 bytes at most. */
const mostBytes = { title: 1_100, course: 550 };

/**
 * `accepted-at`, `status`, `quiz-count`, `score-count`, `missing-count`, `problem-count`, `replaces`, and `title` and `course` percent-encoded, since
 * metadata is ASCII. What is not known or not said is absent. A title or course of emoji alone may be shortened here: the events have it whole.
 */
export function metadataOf({ submittedAt, title, course, replaces }: Submitted, statistics: Statistics): Record<string, string> {
  const { status, quizCount, scoreCount, missingCount, quality } = statistics;
  return {
    "accepted-at": submittedAt,
    status,
    "quiz-count": String(quizCount),
    "score-count": String(scoreCount),
    ...(missingCount !== null && { "missing-count": String(missingCount) }),
    "problem-count": String(quality.problemCount),
    ...(replaces !== undefined && { replaces }),
    ...(title !== undefined && { title: encoded(title, mostBytes.title) }),
    ...(course !== undefined && { course: encoded(course, mostBytes.course) }),
  };
}

/** Percent-encoded UTF-8 of at most so many bytes; a text that is longer ends in an ellipsis. */
function encoded(text: string, bytes: number): string {
  const wellFormed = text.toWellFormed();
  const whole = encodeURIComponent(wellFormed);
  if (whole.length <= bytes) return whole;
  const ellipsis = encodeURIComponent("…");
  let shortened = "";
  for (const character of wellFormed) {
    const next = shortened + encodeURIComponent(character);
    if (next.length + ellipsis.length > bytes) break;
    shortened = next;
  }
  return shortened + ellipsis;
}
