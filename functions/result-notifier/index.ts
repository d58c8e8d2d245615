// Queue `notification`: reads stored statistics and reports them by mail.
import { statisticsCalculated } from "../../generated/contracts.js";
import { readStatisticsCalculated } from "../../generated/validators/read-statistics-calculated.js";
import pipeline from "../../pipeline.json" with { type: "json" };
import { read } from "../aws/objects.ts";
import { bury, delay } from "../aws/queues.ts";
import { publish } from "../aws/topic.ts";
import { environment } from "../boundary/environment.ts";
import { queueFunction } from "../boundary/queue/stack.ts";
import { notify } from "./notify.ts";

const { MAIL_TOPIC_ARN, NOTIFICATION_QUEUE_URL, NOTIFICATION_DEAD_LETTER_QUEUE_URL } = environment(
  "MAIL_TOPIC_ARN",
  "NOTIFICATION_QUEUE_URL",
  "NOTIFICATION_DEAD_LETTER_QUEUE_URL",
);

export const handler = queueFunction(
  { [statisticsCalculated.type]: readStatisticsCalculated },
  {
    queue: pipeline.queues.notification,
    bury: (record, reason) => bury(NOTIFICATION_DEAD_LETTER_QUEUE_URL, record, reason),
    delay: (record, seconds) => delay(NOTIFICATION_QUEUE_URL, record, seconds),
  },
  (batch) => notify(batch, { read, publish: (mail) => publish(MAIL_TOPIC_ARN, mail) }),
);
