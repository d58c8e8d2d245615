// POST /submissions: takes score lines, stores them and announces them to the calculator.
import { submissionAccepted, submissionRequest } from "../../generated/contracts.js";
import { readSubmissionRequest } from "../../generated/validators/read-submission-request.js";
import { writeSubmissionAccepted } from "../../generated/validators/write-submission-accepted.js";
import pipeline from "../../pipeline.json" with { type: "json" };
import { rawKeys } from "../aws/keys.ts";
import { putOnce } from "../aws/objects.ts";
import { send } from "../aws/queues.ts";
import { environment } from "../boundary/environment.ts";
import { routeWithBody } from "../boundary/http/route.ts";
import { httpFunction } from "../boundary/http/stack.ts";
import { traceParent } from "../boundary/http/trace-parent.ts";
import { type Receiving, receive } from "./receive.ts";

const { RAW_BUCKET, CALCULATION_QUEUE_URL } = environment("RAW_BUCKET", "CALCULATION_QUEUE_URL");

const store: Receiving["store"] = async ({ submissionId, body, sha256 }) => {
  const { object } = await putOnce({
    bucket: RAW_BUCKET,
    key: rawKeys.scores(submissionId),
    body,
    sha256,
    contentType: "text/csv; charset=utf-8",
  });
  return object;
};

const announce: Receiving["announce"] = (event) => send(CALCULATION_QUEUE_URL, event);

export const handler = httpFunction(pipeline.api, {
  "POST /submissions": routeWithBody(
    {
      json: { ...submissionRequest, validate: readSubmissionRequest },
      answer: { ...submissionAccepted, validate: writeSubmissionAccepted },
    },
    async ({ body: { data, ...said }, headers }) => {
      const accepted = await receive({ lines: data, said, traceparent: traceParent(headers) }, { store, announce });
      return { status: 202, headers: { location: accepted.links.self, "retry-after": "1" }, body: accepted };
    },
  ),
});
