// Rejecting a submission: store why, announce it, in this order.
import { rejection as contract, submissionRejected } from "../../generated/contracts.js";
import type { RawDataStored } from "../../generated/types/raw-data-stored.d.ts";
import type { QualityReport } from "../../generated/types/rejection.d.ts";
import { writeRejection } from "../../generated/validators/write-rejection.js";
import { writeSubmissionRejected } from "../../generated/validators/write-submission-rejected.js";
import { accept } from "../boundary/contract.ts";
import { createEvent } from "../boundary/event.ts";
import { labelsOf } from "../boundary/labels.ts";
import { log } from "../boundary/log.ts";
import type { Calculating } from "./calculate.ts";

/**
 * A repeated call stores nothing again and announces the same event again, to the byte. What the cells say stays in the document: the event
 * only counts the problems. Throws what `store` or `announce` throws.
 */
export async function reject(
  { id, traceparent, data }: RawDataStored,
  quality: QualityReport,
  { store, announce, now = () => new Date() }: Pick<Calculating, "store" | "announce" | "now">,
): Promise<void> {
  const { submissionId, submittedAt, replaces } = data;
  const labels = labelsOf(data);
  const at = now().toISOString();
  const rejection = {
    $schema: contract.id,
    submissionId,
    acceptedAt: submittedAt,
    rejectedAt: at,
    ...labels,
    ...(replaces !== undefined && { replaces }),
    quality,
  };
  const body = new TextEncoder().encode(`${JSON.stringify(accept(contract.name, writeRejection, rejection))}\n`);
  const { object, metadata } = await store({ kind: "rejection", submissionId, body, metadata: { "rejected-at": at } });
  const rejectedAt = metadata["rejected-at"] ?? at;
  const { problemCount } = quality;
  await announce(
    createEvent(submissionRejected, writeSubmissionRejected, {
      submissionId,
      contentId: object.etag,
      time: rejectedAt,
      causationId: id,
      traceparent,
      data: { submissionId, submittedAt, rejectedAt, ...labels, problemCount, rejection: object },
    }),
  );
  log("info", "submission rejected", { correlationId: submissionId, problemCount });
}
