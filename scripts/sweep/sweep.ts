// Announcing what was stored and never came to anything.
import { rawKeys } from "../../functions/aws/keys.ts";
import { send } from "../../functions/aws/queues.ts";
import { readText } from "../../functions/aws/records.ts";
import { announcementOf } from "../../functions/request-receiver/announcement.ts";
import { listForOwner } from "../../functions/request-receiver/owned.ts";
import { accept } from "../../generated/contract-error.js";
import { submission as contract } from "../../generated/contracts.js";
import type { Submission } from "../../generated/types/submission.d.ts";
import { readSubmission } from "../../generated/validators/read-submission.js";
import { type Folder, foldersIn, type Range } from "./folders.ts";
import type { SweptResources } from "./resources.ts";

export interface Sweep extends Range {
  dryRun: boolean;
  say: (line: string) => void;
}

export interface Swept {
  /** Submissions in the range, whatever came of them. */
  looked: number;
  unannounced: number;
  /** Of those, what could not be announced. */
  failed: number;
  /** Score lines without a submission: nobody was told that they were accepted. */
  orphans: number;
}

/**
 * Announces each submission of a range of time of which nothing lies in the results bucket, with the event that was or would have been sent, and puts it into
 * its owner's list before. One that fails keeps none of the others. Throws the SDK's error where the buckets cannot be listed.
 */
export async function sweep({ rawBucket, resultsBucket, calculationQueueUrl }: SweptResources, range: Sweep): Promise<Swept> {
  const { dryRun, say } = range;
  const swept: Swept = { looked: 0, unannounced: 0, failed: 0, orphans: 0 };
  for await (const { submissionId, names } of withoutResults(foldersIn(rawBucket, range), foldersIn(resultsBucket, range), swept)) {
    if (!names.has("submission.json")) {
      // An upload that is still open has no score lines yet.
      if (!names.has("scores.csv")) continue;
      swept.orphans += 1;
      say(`s3://${rawBucket}/${rawKeys.scores(submissionId)} is of no submission: it was never accepted, and stays as it is.`);
      continue;
    }
    swept.unannounced += 1;
    try {
      const submission = await read(rawBucket, submissionId, names);
      if (!dryRun) {
        // Whoever stored it may have died before this, too.
        await listForOwner(rawBucket, submission);
        await send(calculationQueueUrl, announcementOf(submission));
      }
      say(`${submissionId}, accepted at ${submission.acceptedAt}: ${dryRun ? "would be announced" : "announced"}.`);
    } catch (error) {
      swept.failed += 1;
      say(`${submissionId} could not be announced: ${error instanceof Error ? error.message : error}`);
    }
  }
  return swept;
}

/** The folders of the first stream that are not in the second; both come in the same order. Counts the submissions of the first. */
async function* withoutResults(raw: AsyncGenerator<Folder>, results: AsyncGenerator<Folder>, swept: Swept): AsyncGenerator<Folder> {
  let result = await results.next();
  for await (const folder of raw) {
    if (folder.names.has("submission.json")) swept.looked += 1;
    while (!result.done && result.value.key < folder.key) result = await results.next();
    if (result.done || result.value.key !== folder.key) yield folder;
  }
}

async function read(bucket: string, submissionId: string, names: Set<string>): Promise<Submission> {
  if (!names.has("scores.csv")) throw new Error("its score lines are gone. Nothing can come of it any more.");
  const key = rawKeys.submission(submissionId);
  const text = await readText({ bucket, key });
  if (text === undefined) throw new Error(`s3://${bucket}/${key} is gone.`);
  return accept(contract.name, readSubmission, JSON.parse(text));
}
