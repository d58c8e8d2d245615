// What topic `events` tells programs: an event, and the attributes by which they filter.
import { statisticsPublished, submissionFailed, submissionRejected } from "../../generated/contracts.js";
import type { Statistics } from "../../generated/types/statistics.d.ts";
import type { StatisticsCalculated } from "../../generated/types/statistics-calculated.d.ts";
import type { PublishedQuiz, StatisticsPublished, StoredObject } from "../../generated/types/statistics-published.d.ts";
import type { SubmissionFailed } from "../../generated/types/submission-failed.d.ts";
import type { SubmissionRejected } from "../../generated/types/submission-rejected.d.ts";
import { writeStatisticsPublished } from "../../generated/validators/write-statistics-published.js";
import type { EventMessage } from "../aws/topic.ts";
import { createEvent } from "../boundary/event.ts";
import { labelsOf } from "../boundary/labels.ts";

/** Rejections and failures go on as they came. */
export type PublishedEvent = StatisticsPublished | SubmissionRejected | SubmissionFailed;

/** Ten messages of one request have 256 KiB together, and the rest of an event takes 4 KiB at most. */
const mostQuizBytes = 16_384;

/** The event that tells the statistics which another announced: the same in every run. */
export function statisticsPublishedOf(
  { id, traceparent, data }: StatisticsCalculated,
  document: Statistics,
  apiUrl: string,
): StatisticsPublished {
  const { submissionId, submittedAt, calculatedAt, statistics } = data;
  const { status, quizCount, scoreCount, missingCount, quality, replaces } = document;
  const submission = `${apiUrl}/submissions/${submissionId}`;
  return createEvent(statisticsPublished, writeStatisticsPublished, {
    submissionId,
    contentId: statistics.etag,
    time: calculatedAt,
    causationId: id,
    traceparent,
    data: {
      submissionId,
      submittedAt,
      calculatedAt,
      ...labelsOf(data),
      ...(replaces && { replaces: replaces.submissionId }),
      status,
      quizCount,
      scoreCount,
      missingCount,
      problemCount: quality.problemCount,
      ...quizzesOf(document),
      statistics: known(statistics),
      links: { submission, statistics: `${submission}/statistics`, problems: `${submission}/problems` },
    },
  });
}

/** What this version knows of it: a newer calculator may say more, and no writer lets out what it does not know. */
function known({ bucket, key, etag, contentType, sizeBytes, sha256 }: StoredObject): StoredObject {
  return { bucket, key, etag, contentType, sizeBytes, ...(sha256 !== undefined && { sha256 }) };
}

/** All quizzes or none: half of them would be taken for all. */
function quizzesOf({ quizzes }: Statistics): { quizzes?: PublishedQuiz[] } {
  const told: PublishedQuiz[] = [];
  let bytes = 0;
  for (const { name, count, missing, min, median, mean, max, sdSample } of quizzes) {
    const quiz = { name, count, missing, min, median, mean, max, sdSample };
    bytes += Buffer.byteLength(JSON.stringify(quiz)) + 1;
    if (bytes > mostQuizBytes) return {};
    told.push(quiz);
  }
  return { quizzes: told };
}

/** As topic `events` takes it. An attribute that the event does not say is left out. */
export function messageOf(event: PublishedEvent): EventMessage {
  const attributes: EventMessage["attributes"] = {};
  for (const [name, source] of Object.entries(attributesOf(event))) {
    const value = source.startsWith("/") ? valueAt(event, source) : source;
    if (typeof value === "number" || (typeof value === "string" && value !== "")) attributes[name] = value;
  }
  return { body: JSON.stringify(event), attributes };
}

function attributesOf({ type }: PublishedEvent): Readonly<Record<string, string>> {
  const contract = [statisticsPublished, submissionRejected, submissionFailed].find((each) => each.type === type);
  return contract?.attributes ?? {};
}

/** What a JSON pointer of property names leads to. */
function valueAt(event: PublishedEvent, pointer: string): unknown {
  return pointer
    .split("/")
    .slice(1)
    .reduce<unknown>((value, name) => Object(value)[name], event);
}
