// Why a submission has no statistics or no quality report, and whether to wait for it.
import type { SubmissionStatus } from "../../generated/types/submission-status.d.ts";
import { Problem } from "../boundary/problem.ts";
import { retryAfterSeconds } from "./state.ts";
import { submissionPaths } from "./submission-id.ts";

/** @param what such as `statistics` */
export function absent(what: string, submission: SubmissionStatus, now: Date): Problem {
  const { id, status, reason } = submission;
  const { self, problems } = submissionPaths(id);
  const seconds = retryAfterSeconds(submission, now);
  if (seconds !== undefined)
    return new Problem(
      "not-ready",
      `Submission ${id} has no ${what} yet: it is ${status}. Ask again in ${seconds} s, or watch GET ${self}.`,
      {
        headers: { "retry-after": String(seconds) },
      },
    );
  const advice = status === "rejected" ? `GET ${problems} says what is wrong` : `GET ${self} says what can be done`;
  return new Problem("not-found", `Submission ${id} has no ${what}: it is ${status} (${reason?.code}). ${advice}.`);
}
