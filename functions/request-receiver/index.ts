// POST /submissions: takes score lines, stores them and announces them to the calculator.
import { submissionAccepted, submissionRequest } from "../../generated/contracts.js";
import { readSubmissionRequest } from "../../generated/validators/read-submission-request.js";
import { writeSubmissionAccepted } from "../../generated/validators/write-submission-accepted.js";
import pipeline from "../../pipeline.json" with { type: "json" };
import { putOnce } from "../aws/objects.ts";
import { send } from "../aws/queues.ts";
import { environment } from "../boundary/environment.ts";
import { httpFunction } from "../boundary/http/stack.ts";
import { traceParent } from "../boundary/http/trace-parent.ts";
import { receive } from "./receive.ts";

const { RAW_BUCKET, CALCULATION_QUEUE_URL } = environment("RAW_BUCKET", "CALCULATION_QUEUE_URL");

export const handler = httpFunction(
  pipeline.api,
  {
    request: { ...submissionRequest, validate: readSubmissionRequest },
    answer: { ...submissionAccepted, validate: writeSubmissionAccepted },
  },
  async ({ body: { data, ...said }, headers }) => {
    const accepted = await receive(
      { lines: data, said, traceparent: traceParent(headers) },
      {
        store: async ({ submissionId, body, sha256 }) => {
          const key = `submissions/${submissionId}/scores.csv`;
          const { object } = await putOnce({ bucket: RAW_BUCKET, key, body, sha256, contentType: "text/csv; charset=utf-8" });
          return object;
        },
        announce: (event) => send(CALCULATION_QUEUE_URL, event),
      },
    );
    return { status: 202, headers: { location: accepted.links.self, "retry-after": "1" }, body: accepted };
  },
);
