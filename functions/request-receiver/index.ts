// What takes score lines in: POST /submissions, and the uploads of what is too large for it.
import pipeline from "../../pipeline.json" with { type: "json" };
import { environment } from "../boundary/environment.ts";
import { auth } from "../boundary/http/auth.ts";
import { httpFunction } from "../boundary/http/stack.ts";
import { postSubmissions } from "./post-submissions.ts";
import { receivingBy } from "./stored.ts";
import { uploadRoutes } from "./uploads/routes.ts";

const { RAW_BUCKET, CALCULATION_QUEUE_URL } = environment("RAW_BUCKET", "CALCULATION_QUEUE_URL", "AUTH");

const receiving = receivingBy(RAW_BUCKET, CALCULATION_QUEUE_URL);

export const handler = httpFunction(
  { ...pipeline.api, auth: auth() },
  {
    ...uploadRoutes(pipeline.api.uploads, RAW_BUCKET, receiving),
    "POST /submissions": postSubmissions(receiving),
  },
);
