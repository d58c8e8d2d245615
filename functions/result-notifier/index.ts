// Queue `notification`: tells people by mail and programs by events what became of submissions.
import { statisticsCalculated, submissionFailed, submissionRejected } from "../../generated/contracts.js";
import { readStatisticsCalculated } from "../../generated/validators/read-statistics-calculated.js";
import { readSubmissionFailed } from "../../generated/validators/read-submission-failed.js";
import { readSubmissionRejected } from "../../generated/validators/read-submission-rejected.js";
import pipeline from "../../pipeline.json" with { type: "json" };
import { resultKeys } from "../aws/keys.ts";
import { bury, delay, send } from "../aws/queues.ts";
import { read } from "../aws/read-ranges.ts";
import { replace } from "../aws/records.ts";
import { type Mail, publish, publishAll } from "../aws/topic.ts";
import { environment } from "../boundary/environment.ts";
import { queueFunction } from "../boundary/queue/stack.ts";
import { earliestMail, publishEvents, publishMail } from "./channels.ts";
import { notify } from "./notify.ts";
import type { Announcement } from "./read-result.ts";
import { resultClaims } from "./result-claims.ts";

const { API_URL, RESULTS_BUCKET, MAIL_TOPIC_ARN, EVENTS_TOPIC_ARN, NOTIFICATION_QUEUE_URL, NOTIFICATION_DEAD_LETTER_QUEUE_URL } =
  environment(
    "API_URL",
    "RESULTS_BUCKET",
    "MAIL_TOPIC_ARN",
    "EVENTS_TOPIC_ARN",
    "NOTIFICATION_QUEUE_URL",
    "NOTIFICATION_DEAD_LETTER_QUEUE_URL",
  );

const { notification } = pipeline.queues;
const mailRate = { concurrency: notification.maximumConcurrency, mostPerSecond: pipeline.topics.mail.mostPerSecond };
const inResults = (key: string) => ({ bucket: RESULTS_BUCKET, key });

const mailClaims = resultClaims(RESULTS_BUCKET, { result: resultKeys.notified, failure: resultKeys.failureNotified });
const eventClaims = resultClaims(RESULTS_BUCKET, { result: resultKeys.published, failure: resultKeys.failurePublished });

export const handler = queueFunction<Announcement>(
  {
    [statisticsCalculated.type]: readStatisticsCalculated,
    [submissionRejected.type]: readSubmissionRejected,
    [submissionFailed.type]: readSubmissionFailed,
  },
  {
    origin: "result-notifier",
    queue: notification,
    recordFailure: (failure) => replace(inResults(resultKeys.failure(failure.submissionId)), `${JSON.stringify(failure)}\n`),
    announceFailure: (event) => send(NOTIFICATION_QUEUE_URL, event),
    bury: (record, reason) => bury(NOTIFICATION_DEAD_LETTER_QUEUE_URL, record, reason),
    delay: (record, seconds) => delay(NOTIFICATION_QUEUE_URL, record, seconds),
  },
  (batch) => {
    const mailing = {
      publish: (mail: Mail) => publish(MAIL_TOPIC_ARN, mail),
      apiUrl: API_URL,
      notBefore: earliestMail(batch.run, mailRate),
    };
    return notify(batch, {
      read,
      apiUrl: API_URL,
      channels: [
        { name: "mail", ...mailClaims(batch.run), publish: publishMail(mailing) },
        { name: "events", ...eventClaims(batch.run), publish: publishEvents((messages) => publishAll(EVENTS_TOPIC_ARN, messages)) },
      ],
    });
  },
);
