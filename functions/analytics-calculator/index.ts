// Queue `calculation`: turns stored score lines into stored statistics and announces them to the notifier.
import { rawDataStored } from "../../generated/contracts.js";
import { readRawDataStored } from "../../generated/validators/read-raw-data-stored.js";
import pipeline from "../../pipeline.json" with { type: "json" };
import { resultKeys } from "../aws/keys.ts";
import { putOnce, read } from "../aws/objects.ts";
import { bury, delay, send } from "../aws/queues.ts";
import { environment } from "../boundary/environment.ts";
import { eachDelivery } from "../boundary/queue/read-records.ts";
import { queueFunction } from "../boundary/queue/stack.ts";
import { calculate } from "./calculate.ts";

const { RESULTS_BUCKET, NOTIFICATION_QUEUE_URL, CALCULATION_QUEUE_URL, CALCULATION_DEAD_LETTER_QUEUE_URL } = environment(
  "RESULTS_BUCKET",
  "NOTIFICATION_QUEUE_URL",
  "CALCULATION_QUEUE_URL",
  "CALCULATION_DEAD_LETTER_QUEUE_URL",
);

export const handler = queueFunction(
  { [rawDataStored.type]: readRawDataStored },
  {
    queue: pipeline.queues.calculation,
    bury: (record, reason) => bury(CALCULATION_DEAD_LETTER_QUEUE_URL, record, reason),
    delay: (record, seconds) => delay(CALCULATION_QUEUE_URL, record, seconds),
  },
  eachDelivery((event) =>
    calculate(event, {
      read,
      store: async ({ submissionId, body, calculatedAt }) => {
        const key = resultKeys.statistics(submissionId);
        const metadata = { "calculated-at": calculatedAt };
        const kept = await putOnce({ bucket: RESULTS_BUCKET, key, body, contentType: "application/json", metadata });
        return { object: kept.object, calculatedAt: kept.metadata["calculated-at"] ?? calculatedAt };
      },
      announce: (event) => send(NOTIFICATION_QUEUE_URL, event),
    }),
  ),
);
