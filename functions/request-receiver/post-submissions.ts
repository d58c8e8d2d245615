// POST /submissions: takes score lines as JSON or as a CSV file, and accepts or tries them.
import { submissionAccepted, submissionQuery, submissionRequest } from "../../generated/contracts.js";
import type { SubmissionQuery } from "../../generated/types/submission-query.d.ts";
import { readSubmissionQuery } from "../../generated/validators/read-submission-query.js";
import { readSubmissionRequest } from "../../generated/validators/read-submission-request.js";
import { writeSubmissionAccepted } from "../../generated/validators/write-submission-accepted.js";
import { asBoolean, asList, asNumber, type QueryContract, type Reading } from "../boundary/http/query.ts";
import { routeWithBody } from "../boundary/http/route.ts";
import type { RouteHandler } from "../boundary/http/stack.ts";
import { traceParent } from "../boundary/http/trace-parent.ts";
import { readAsked } from "./asked.ts";
import { idempotencyKey, recordName } from "./idempotency-key.ts";
import { preview } from "./preview.ts";
import { type Receiving, receive } from "./receive.ts";
import { refuseInDryRun } from "./replaced.ts";

/** `A:85,B:70`: a name, and the lowest score behind the last colon. A band that is written in another way stays a text, and the contract refuses it. */
const asGradeBands: Reading = (text) =>
  text.split(",").map((band) => {
    const [, label, from = ""] = /^(.*):([^:]*)$/.exec(band) ?? [];
    return label === undefined ? band : { label, from: asNumber(from) };
  });

const query: QueryContract<SubmissionQuery> = {
  ...submissionQuery,
  validate: readSubmissionQuery,
  readings: {
    header: asBoolean,
    missingTokens: asList,
    maxScore: asNumber,
    passMark: asNumber,
    gradeBands: asGradeBands,
    excludeZeros: asBoolean,
    minimumGroupSize: asNumber,
    dryRun: asBoolean,
  },
};

/** The route, with what it is to store and announce by. */
export function postSubmissions(receiving: Receiving): RouteHandler {
  return routeWithBody(
    {
      query,
      json: { ...submissionRequest, validate: readSubmissionRequest },
      bytes: ["text/csv", "application/octet-stream"],
      answer: { ...submissionAccepted, validate: writeSubmissionAccepted },
    },
    async (request) => {
      const { headers, caller } = request;
      const key = idempotencyKey(headers["idempotency-key"]);
      const asked = readAsked(request);
      // What changes nothing can be repeated as it is, and leaves its key to the request that is meant.
      if (request.query.dryRun) {
        refuseInDryRun(asked.labels);
        return { status: 200, text: preview(asked), contentType: "application/json" };
      }
      const name = key && recordName(caller, key);
      const accepted = await receive(asked, { caller, traceparent: traceParent(headers), recordName: name }, receiving);
      return { status: 202, headers: { location: accepted.links.self, "retry-after": "1" }, body: accepted };
    },
  );
}
