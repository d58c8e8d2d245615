// Queue `notification`: reads stored statistics and rejections and reports them by mail.
import { statisticsCalculated, submissionRejected } from "../../generated/contracts.js";
import { readStatisticsCalculated } from "../../generated/validators/read-statistics-calculated.js";
import { readSubmissionRejected } from "../../generated/validators/read-submission-rejected.js";
import pipeline from "../../pipeline.json" with { type: "json" };
import { metadataOf } from "../aws/find.ts";
import { resultKeys } from "../aws/keys.ts";
import { bury, delay } from "../aws/queues.ts";
import { read } from "../aws/read-ranges.ts";
import { putFirst, replace } from "../aws/records.ts";
import { publish } from "../aws/topic.ts";
import { environment } from "../boundary/environment.ts";
import { queueFunction } from "../boundary/queue/stack.ts";
import { notify } from "./notify.ts";
import type { Announcement } from "./read-report.ts";

const { RESULTS_BUCKET, MAIL_TOPIC_ARN, NOTIFICATION_QUEUE_URL, NOTIFICATION_DEAD_LETTER_QUEUE_URL } = environment(
  "RESULTS_BUCKET",
  "MAIL_TOPIC_ARN",
  "NOTIFICATION_QUEUE_URL",
  "NOTIFICATION_DEAD_LETTER_QUEUE_URL",
);

const result = (key: string) => ({ bucket: RESULTS_BUCKET, key });
const text = (document: object) => `${JSON.stringify(document)}\n`;
const unmarked = new Set<string>();

export const handler = queueFunction<Announcement>(
  { [statisticsCalculated.type]: readStatisticsCalculated, [submissionRejected.type]: readSubmissionRejected },
  {
    queue: pipeline.queues.notification,
    recordFailure: (failure) => replace(result(resultKeys.failure(failure.submissionId)), text(failure)),
    bury: (record, reason) => bury(NOTIFICATION_DEAD_LETTER_QUEUE_URL, record, reason),
    delay: (record, seconds) => delay(NOTIFICATION_QUEUE_URL, record, seconds),
  },
  (batch) =>
    notify(batch, {
      isMarked: async (id) => (await metadataOf(result(resultKeys.notified(id)))) !== undefined,
      read,
      publish: (mail) => publish(MAIL_TOPIC_ARN, mail),
      mark: async (id, at) => {
        await putFirst(result(resultKeys.notified(id)), text({ at }));
      },
      unmarked,
    }),
);
