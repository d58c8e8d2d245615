// Queue `calculation`: turns stored score lines into stored statistics, or a rejection, and announces them to the notifier.
import { rawDataStored } from "../../generated/contracts.js";
import { readRawDataStored } from "../../generated/validators/read-raw-data-stored.js";
import pipeline from "../../pipeline.json" with { type: "json" };
import { metadataOf, open } from "../aws/find.ts";
import { historyKeyOf, resultKeys } from "../aws/keys.ts";
import { putOnce } from "../aws/objects.ts";
import { bury, delay, send } from "../aws/queues.ts";
import { read } from "../aws/read-ranges.ts";
import { replace } from "../aws/records.ts";
import { environment } from "../boundary/environment.ts";
import { eachDelivery } from "../boundary/queue/read-records.ts";
import { queueFunction } from "../boundary/queue/stack.ts";
import { calculate } from "./calculate.ts";
import { gathering } from "./gathered.ts";
import { rowKeeping } from "./row-keeping.ts";

const { RESULTS_BUCKET, NOTIFICATION_QUEUE_URL, CALCULATION_QUEUE_URL, CALCULATION_DEAD_LETTER_QUEUE_URL } = environment(
  "RESULTS_BUCKET",
  "NOTIFICATION_QUEUE_URL",
  "CALCULATION_QUEUE_URL",
  "CALCULATION_DEAD_LETTER_QUEUE_URL",
);

export const handler = queueFunction(
  { [rawDataStored.type]: readRawDataStored },
  {
    origin: "analytics-calculator",
    queue: pipeline.queues.calculation,
    recordFailure: (failure) =>
      replace({ bucket: RESULTS_BUCKET, key: resultKeys.failure(failure.submissionId) }, `${JSON.stringify(failure)}\n`),
    announceFailure: (event) => send(NOTIFICATION_QUEUE_URL, event),
    bury: (record, reason) => bury(CALCULATION_DEAD_LETTER_QUEUE_URL, record, reason),
    delay: (record, seconds) => delay(CALCULATION_QUEUE_URL, record, seconds),
  },
  eachDelivery((event, { record, run }) =>
    calculate(event, {
      read: gathering(read),
      rows: rowKeeping(RESULTS_BUCKET, run, Number(record.attributes.ApproximateReceiveCount)),
      earlier: {
        statistics: (id) => open({ bucket: RESULTS_BUCKET, key: resultKeys.statistics(id) }),
        isRejected: async (id) => (await metadataOf({ bucket: RESULTS_BUCKET, key: resultKeys.rejection(id) })) !== undefined,
      },
      store: ({ kind, submissionId, body, metadata }) =>
        putOnce({ bucket: RESULTS_BUCKET, key: resultKeys[kind](submissionId), body, contentType: "application/json", metadata }),
      storeHistory: ({ submissionId, submittedAt, body }) =>
        putOnce({ bucket: RESULTS_BUCKET, key: historyKeyOf(submissionId, submittedAt), body, contentType: "application/x-ndjson" }),
      announce: (event) => send(NOTIFICATION_QUEUE_URL, event),
    }),
  ),
);
