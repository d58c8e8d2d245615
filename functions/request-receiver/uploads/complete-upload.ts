// POST /uploads/{id}/complete: the parts become a file, the file a submission. Each step can be repeated, and is, where the one before it was the last
// that was done: join the parts, keep the submission, announce it, say so in the upload's record.
import { submission as contract } from "../../../generated/contracts.js";
import type { StoredObject, Submission } from "../../../generated/types/submission.d.ts";
import type { SubmissionAccepted } from "../../../generated/types/submission-accepted.d.ts";
import type { Upload } from "../../../generated/types/upload.d.ts";
import { writeSubmission } from "../../../generated/validators/write-submission.js";
import type { Part } from "../../aws/multipart.ts";
import { partSize } from "../../aws/part-size.ts";
import { accept } from "../../boundary/contract.ts";
import { labelsOf } from "../../boundary/labels.ts";
import { log } from "../../boundary/log.ts";
import { Problem } from "../../boundary/problem.ts";
import { acceptanceOf } from "../announcement.ts";
import { abortedUpload, expiredUpload, hasExpired, unknownUpload } from "./upload-problems.ts";

export interface Completing {
  find: (id: string) => Promise<Upload | undefined>;
  /** The parts that are there; undefined where the multipart upload is not open any more. */
  parts: (upload: Upload) => Promise<Part[] | undefined>;
  /** Joins the parts to the object. Where that was done before, or they are gone, it does nothing. */
  join: (upload: Upload, parts: Part[]) => Promise<void>;
  /** The object that the parts were joined to. */
  joined: (id: string) => Promise<StoredObject | undefined>;
  /** Keeps the submission unless there is one, and puts it into its owner's list; gives the one that there is. */
  keepSubmission: (submission: Submission) => Promise<Submission>;
  announce: (submission: Submission) => Promise<void>;
  /** Writes the record anew. No other end can have been written before: S3 joins the parts or throws them away, and never both. */
  replace: (upload: Upload) => Promise<void>;
  now?: () => Date;
}

/**
 * Completes an upload; repeated, it gives the same answer, and announces again only where it cannot know that it was announced. Throws a Problem where parts
 * are missing or of a wrong size, and where the upload is unknown, aborted or expired.
 */
export async function completeUpload(id: string, completing: Completing): Promise<SubmissionAccepted> {
  const { find, joined, keepSubmission, announce, replace, now = () => new Date() } = completing;
  const upload = await find(id);
  if (upload === undefined) throw unknownUpload(id);
  if (upload.state === "aborted") throw abortedUpload();
  if (upload.state === "completed") return acceptanceOf({ id, acceptedAt: upload.endedAt ?? upload.createdAt });

  // Before the clock: what was joined in time is not lost because its answer was.
  const scores = (await joined(id)) ?? (await joinNow(upload, completing, now()));
  const submission = await keepSubmission(submissionOf(upload, scores, now()));
  await announce(submission);
  await replace({ ...upload, state: "completed", endedAt: submission.acceptedAt });
  log("info", "submission accepted", { correlationId: id, sizeBytes: scores.sizeBytes });
  return acceptanceOf({ id, acceptedAt: submission.acceptedAt });
}

async function joinNow(upload: Upload, { parts, join, joined }: Completing, now: Date): Promise<StoredObject> {
  if (hasExpired(upload, now)) throw expiredUpload(upload);
  const there = await parts(upload);
  if (there !== undefined) await join(upload, wholeParts(upload, there));
  const scores = await joined(upload.id);
  if (scores === undefined) throw abortedUpload();
  return scores;
}

/** The parts of the plan, by number. Throws a Problem that names every one which is not there in its size. */
function wholeParts(upload: Upload, there: Part[]): Part[] {
  const byNumber = new Map(there.map((part) => [part.number, part]));
  const whole: Part[] = [];
  const errors: { pointer: string; code: string; detail: string }[] = [];
  for (let number = 1; number <= upload.partCount; number++) {
    const part = byNumber.get(number);
    const sizeBytes = partSize(number, upload);
    if (part?.sizeBytes === sizeBytes) whole.push(part);
    else
      errors.push({
        pointer: `/parts/${number}`,
        code: part ? "wrong-part-size" : "missing-part",
        detail: part
          ? `Part ${number} has ${part.sizeBytes} bytes, and should have ${sizeBytes}.`
          : `Part ${number} is not there. It has ${sizeBytes} bytes.`,
      });
  }
  if (errors.length > 0) throw incomplete(errors, upload.partCount);
  return whole;
}

function incomplete(errors: { pointer: string; code: string; detail: string }[], partCount: number): Problem {
  const [things, them] = errors.length === 1 ? ["is missing or has", "it"] : ["are missing or have", "them"];
  return new Problem(
    "upload-incomplete",
    `${errors.length} of ${partCount} parts ${things} the wrong size; nothing was lost. Send ${them}, then complete the upload again.`,
    { errors },
  );
}

/** A SHA-256 that was declared stands with the score lines: who reads them holds it against them. */
function submissionOf(upload: Upload, scores: StoredObject, now: Date): Submission {
  const { id, title, course, replaces, owner, options, sha256, traceparent } = upload;
  return accept(contract.name, writeSubmission, {
    $schema: contract.id,
    id,
    acceptedAt: now.toISOString(),
    ...labelsOf({ title, course }),
    ...(replaces !== undefined && { replaces }),
    ...(owner !== undefined && { owner }),
    options,
    scores: { ...scores, ...(sha256 !== undefined && { sha256 }) },
    ...(traceparent !== undefined && { traceparent }),
  });
}
