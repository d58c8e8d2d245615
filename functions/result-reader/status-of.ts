// How far a submission has come: what lies in S3 says it, in two requests.
import type { Failure } from "../../generated/types/failure.d.ts";
import type { Rejection } from "../../generated/types/rejection.d.ts";
import type { Submission } from "../../generated/types/submission.d.ts";
import type { Step, SubmissionStatus } from "../../generated/types/submission-status.d.ts";
import type { Upload } from "../../generated/types/upload.d.ts";
import { failureReason, unnotifiedReason } from "../boundary/failure-reason.ts";
import { type Labels, labelsOf } from "../boundary/labels.ts";
import { expiredReason, overdueReason, rejectionReason } from "./reason.ts";
import { type Results, stateOf } from "./state.ts";
import { readStatisticsMetadata } from "./statistics-metadata.ts";
import { submissionPaths, unknownSubmission } from "./submission-id.ts";

/** Each is one request, and undefined where there is none. */
export interface StatusSources {
  results: (id: string) => Promise<Results>;
  statisticsMetadata: (id: string) => Promise<Record<string, string> | undefined>;
  rejection: (id: string) => Promise<Rejection | undefined>;
  failure: (id: string) => Promise<Failure | undefined>;
  submission: (id: string) => Promise<Submission | undefined>;
  upload: (id: string) => Promise<Upload | undefined>;
  now?: () => Date;
}

/**
 * The status of a submission: which results there are, and then the one object that says all the rest. Of an upload that is no submission
 * yet a third one says it. Throws a Problem (`not-found`) where there is neither, and what a source throws.
 */
export async function statusOf(id: string, sources: StatusSources): Promise<SubmissionStatus> {
  const { now = () => new Date() } = sources;
  const results = await sources.results(id);
  if (results.statistics) return withStatistics(id, results, present(id, await sources.statisticsMetadata(id)));
  if (results.rejection) return withRejection(id, results, present(id, await sources.rejection(id)));
  if (results.failure) return withFailure(id, results, present(id, await sources.failure(id)));
  const submission = await sources.submission(id);
  if (submission) return withoutResult(id, submission, now());
  return withoutSubmission(id, present(id, await sources.upload(id)), now());
}

function withStatistics(id: string, results: Results, metadata: Record<string, string>): SubmissionStatus {
  const { calculatedAt, replaces, ...said } = readStatisticsMetadata(metadata);
  const { self, statistics, problems } = submissionPaths(id);
  const links = { self, statistics, problems, ...replacedLink({ replaces }) };
  const accepted = new Date(said.acceptedAt);
  const status = stateOf(results, accepted, accepted); // with statistics, the time does not matter
  const timeline = timelineOf(said, { status: "calculated", at: calculatedAt }, mailedStep(results.notified));
  if (status !== "failed" || !results.failure) return { id, status, ...said, timeline, links };
  return {
    id,
    status,
    ...said,
    timeline: inOrder([...timeline, { status, at: results.failure.toISOString() }]),
    reason: unnotifiedReason(id, `at GET ${statistics}`),
    links,
  };
}

function withRejection(id: string, results: Results, rejection: Rejection): SubmissionStatus {
  const { self, problems } = submissionPaths(id);
  return {
    id,
    status: "rejected",
    ...saidOf(rejection),
    timeline: timelineOf(rejection, { status: "rejected", at: rejection.rejectedAt }, mailedStep(results.notified)),
    reason: rejectionReason(rejection, problems),
    links: { self, problems, ...replacedLink(rejection) },
  };
}

function withFailure(id: string, results: Results, failure: Failure): SubmissionStatus {
  const timeline = timelineOf(failure, { status: "failed", at: failure.failedAt }, mailedStep(results.failureNotified));
  const { self } = submissionPaths(id);
  return { id, status: "failed", acceptedAt: failure.acceptedAt, timeline, reason: failureReason(failure), links: { self } };
}

function withoutResult(id: string, submission: Submission, now: Date): SubmissionStatus {
  const status = stateOf({}, new Date(submission.acceptedAt), now);
  const { self } = submissionPaths(id);
  return {
    id,
    status,
    ...saidOf(submission),
    timeline: timelineOf(submission),
    ...(status === "overdue" && { reason: overdueReason(id) }),
    links: { self, ...replacedLink(submission) },
  };
}

function withoutSubmission(id: string, upload: Upload, now: Date): SubmissionStatus {
  const { state, endedAt, expiresAt } = upload;
  const labels = labelsOf(upload);
  const links = { self: submissionPaths(id).self, ...replacedLink(upload) };
  const isOver = state === "aborted" || now.getTime() > Date.parse(expiresAt);
  if (!isOver) return { id, status: "uploading", ...labels, timeline: [], links };
  const at = state === "aborted" && endedAt !== undefined ? endedAt : expiresAt;
  return { id, status: "expired", ...labels, timeline: [{ status: "expired", at }], reason: expiredReason(upload), links };
}

function present<T>(id: string, found: T | undefined): T {
  if (found === undefined) throw unknownSubmission(id);
  return found;
}

function saidOf({ acceptedAt, ...labelled }: Labels & { acceptedAt: string }) {
  return { acceptedAt, ...labelsOf(labelled) };
}

/** The way to the submission that this one corrects, where it corrects one. */
function replacedLink({ replaces }: { replaces?: string | undefined }): { replaces?: string } {
  return replaces === undefined ? {} : { replaces: submissionPaths(replaces).self };
}

function mailedStep(mailed: Date | undefined): Step | undefined {
  return mailed && { status: "notified", at: mailed.toISOString() };
}

function timelineOf({ acceptedAt }: { acceptedAt: string }, ...steps: (Step | undefined)[]): Step[] {
  return inOrder([{ status: "accepted", at: acceptedAt }, ...steps.filter((step) => step !== undefined)]);
}

/** S3 tells whole seconds, rounded down: a step does not come before the one that led to it. */
function inOrder(steps: Step[]): Step[] {
  let latest = "";
  return steps.map(({ status, at }) => {
    if (at > latest) latest = at;
    return { status, at: latest };
  });
}
