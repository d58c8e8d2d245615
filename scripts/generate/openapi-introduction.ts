// What the OpenAPI document says before its operations: what holds for all of them.
import type { Cors, Throttle } from "../../generated/types/pipeline.d.ts";
import pipelineFile from "../../pipeline.json" with { type: "json" };
import { problemKinds } from "../../schemas/api/problem-kinds.ts";
import { scopes } from "../../schemas/api/security.ts";

/** What API Gateway is told to do by itself. */
interface Gateway {
  cors: Cors;
  throttle: Throttle;
}

/** CommonMark. */
export function introduction({ cors, throttle }: Gateway = pipelineFile.api): string {
  const problems = Object.entries(problemKinds).map(([code, { status, when }]) => `* \`${code}\` (${status}): ${when}`);
  return [
    "Scoreline takes lines of quiz scores and turns them into statistics. A submission is answered as soon as its lines are stored.",
    "## Who may use it",
    "A deployment says whether it asks who calls. Where it does not, everybody who reaches it may submit, and read every submission. Where it does, each operation that " +
      "names a scope takes a token in the header `Authorization: Bearer …`; the others are open to all.",
    Object.entries(scopes)
      .map(([scope, what]) => `* \`${scope}\`: ${what}`)
      .join("\n"),
    "A submission belongs to the user (`sub`) or the program (`client_id`) that the token was of. For anybody else it does not exist: its paths answer with 404, the lists leave " +
      "it out, and nobody can correct it. An upload is continued by its owner alone. What was submitted while nobody was asked is nobody's, and is read with `read-all` alone.",
    "## Problems",
    "What goes wrong is told as problem details (RFC 9457), as `application/problem+json`. Programs go by `code`, which never changes its " +
      "meaning; people read `detail`, which says what to do.",
    problems.join("\n"),
    "`not-found` and `method-not-allowed` are the answers to what is no operation of this document.",
    "## What API Gateway answers",
    'Some requests never reach Scoreline: API Gateway answers these by itself, as `application/json` with `{"message": "…"}` and not with a ' +
      "problem. They are listed with each operation.",
    `Each operation takes about ${throttle.ratePerSecond} requests a second in the long run, and ${throttle.burst} at once after a rest. What ` +
      "is more is answered with 429: wait, and send it again.",
    "## From a browser",
    `${pagesOf(cors.allowOrigins)} may use the API (CORS), without credentials: a token is sent as a header. They may use ` +
      `${cors.allowMethods.join(", ")} and set the headers ${codes(cors.allowHeaders)}; of an answer their scripts may read ` +
      `${codes(cors.exposeHeaders)}, besides those that every script may.`,
    "Where a request has an `Origin` that is allowed, every answer has `Access-Control-Allow-Origin` and `Access-Control-Expose-Headers`: " +
      "problems and API Gateway's own answers too. A preflight (OPTIONS) is answered for every path, with 204, and the answer holds for " +
      `${cors.maxAgeSeconds} seconds.`,
  ].join("\n\n");
}

function pagesOf(origins: readonly string[]): string {
  return origins.includes("*") ? "Pages of every origin" : `Pages of ${codes(origins)}`;
}

function codes(texts: readonly string[]): string {
  return texts.map((text) => `\`${text}\``).join(", ");
}
