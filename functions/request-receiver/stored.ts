// What the receiver keeps in S3 and sends to SQS: the real functions of `Receiving`.
import { idempotencyRecord, submission } from "../../generated/contracts.js";
import { readIdempotencyRecord } from "../../generated/validators/read-idempotency-record.js";
import { readSubmission } from "../../generated/validators/read-submission.js";
import type { Validate } from "../../generated/validators/validate.d.ts";
import { metadataOf } from "../aws/find.ts";
import { idempotencyKeyOf, rawKeys } from "../aws/keys.ts";
import { putOnce } from "../aws/objects.ts";
import { send } from "../aws/queues.ts";
import { putFirst, readText, replace } from "../aws/records.ts";
import { accept } from "../boundary/contract.ts";
import { mayRead, mayReadAll } from "../boundary/http/caller.ts";
import { listForOwner } from "./owned.ts";
import type { Receiving } from "./receive.ts";

/** Stores in `bucket` and announces on the queue. A document that lies there and breaks its contract is an error of ours. */
export function receivingBy(bucket: string, queueUrl: string): Receiving {
  return {
    storeScores: async ({ submissionId, ...scores }) => {
      const { object } = await putOnce({ bucket, key: rawKeys.scores(submissionId), ...scores });
      return object;
    },
    storeSubmission: async (mine) => {
      const there = await putFirst({ bucket, key: rawKeys.submission(mine.id) }, JSON.stringify(mine));
      const kept = there === undefined ? mine : parse(submission.name, readSubmission, there);
      await listForOwner(bucket, kept);
      return kept;
    },
    announce: (event) => send(queueUrl, event),
    isReadable: async (id, caller) => {
      const place = { bucket, key: rawKeys.submission(id) };
      if (mayReadAll(caller)) return (await metadataOf(place)) !== undefined;
      const text = await readText(place);
      return text !== undefined && mayRead(caller, parse(submission.name, readSubmission, text));
    },
    records: {
      begin: async (name, mine) => {
        const there = await putFirst({ bucket, key: idempotencyKeyOf(name) }, JSON.stringify(mine));
        return there === undefined ? undefined : parse(idempotencyRecord.name, readIdempotencyRecord, there);
      },
      read: async (name) => {
        const there = await readText({ bucket, key: idempotencyKeyOf(name) });
        return there === undefined ? undefined : parse(idempotencyRecord.name, readIdempotencyRecord, there);
      },
      finish: (name, record) => replace({ bucket, key: idempotencyKeyOf(name) }, JSON.stringify(record)),
    },
  };
}

function parse<T>(contract: string, validate: Validate<T>, text: string): T {
  return accept(contract, validate, JSON.parse(text));
}
