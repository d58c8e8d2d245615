// Where the calculator keeps failed rows, and how long it has time for them.
import pipeline from "../../pipeline.json" with { type: "json" };
import { metadataOf } from "../aws/find.ts";
import { resultKeys } from "../aws/keys.ts";
import { openLongObject } from "../aws/long-object.ts";
import { putOnce } from "../aws/objects.ts";
import type { Run } from "../boundary/queue/run.ts";
import type { RowKeeping } from "./keep-failed-rows.ts";

const contentType = "text/csv; charset=utf-8";

/** A run that dies says nothing of why. If it was because of the rows, the third try shall not die of them. */
const mostTries = 2;
/** What is counted on where uploads are limited: that so much of a file is read in a run's time. */
const leastBytesPerSecond = pipeline.api.uploads.largestBytes / pipeline.functions["analytics-calculator"].timeoutSeconds;
/** Of a run's time: for what comes when the file has been read. */
const spareShare = 0.1;

/** Undefined where a submission has been tried too often already. */
export function rowKeeping(bucket: string, run: Run, tries: number): RowKeeping | undefined {
  return tries > mostTries ? undefined : { keptRows: (submissionId) => keptRows(bucket, submissionId), hasTime: hasTime(run) };
}

/** Whether a run can still read so many bytes. Rows are kept as long as that is so, whatever they cost: the rest of the file then goes without. */
export function hasTime({ started, deadline }: Pick<Run, "started" | "deadline">, now = Date.now): (bytesLeft: number) => boolean {
  const latest = deadline.getTime() - spareShare * (deadline.getTime() - started.getTime());
  return (bytesLeft) => now() + (bytesLeft / leastBytesPerSecond) * 1_000 < latest;
}

function keptRows(bucket: string, submissionId: string): ReturnType<RowKeeping["keptRows"]> {
  const place = { bucket, key: resultKeys.failedRows(submissionId) };
  return {
    areThere: async () => (await metadataOf(place)) !== undefined,
    put: (body) => putOnce({ ...place, body, contentType }),
    open: () => openLongObject(place, contentType),
  };
}
