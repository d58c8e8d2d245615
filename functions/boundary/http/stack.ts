// The HTTP boundary: what every function behind the API has round its logic.
import middy from "@middy/core";
import httpHeaderNormalizer from "@middy/http-header-normalizer";
import httpJsonBodyParser from "@middy/http-json-body-parser";
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import type { Validate } from "../../../generated/validators/validate.d.ts";
import { type Answer, answerContract } from "./answer.ts";
import { bodyLimit } from "./body-limit.ts";
import { knownRoute, type Route } from "./known-route.ts";
import { answerProblems } from "./problems.ts";
import { requestContract } from "./request.ts";

/** The event that the logic gets: its body has been read and keeps its contract. */
export type HttpRequest<Body> = Omit<APIGatewayProxyEventV2, "body"> & { body: Body };

/** What the boundary needs of pipeline.json's `api`. */
export interface ApiSettings {
  maxBodyBytes: number;
  routes: Route[];
}

export interface HttpContracts<Body, AnswerBody> {
  request: { name: string; validate: Validate<Body> };
  answer: { name: string; validate: Validate<AnswerBody> };
}

/** The Lambda handler of an HTTP function: the boundary's stack, top down on the way in and bottom up on the way out, round its logic. */
export function httpFunction<Body, AnswerBody>(
  api: ApiSettings,
  { request, answer }: HttpContracts<Body, AnswerBody>,
  logic: (request: HttpRequest<Body>) => Promise<Answer<AnswerBody>>,
) {
  return middy()
    .use(httpHeaderNormalizer())
    .use(answerProblems())
    .use(knownRoute(api.routes))
    .use(bodyLimit(api.maxBodyBytes))
    .use(httpJsonBodyParser())
    .use(requestContract(request.name, request.validate))
    .use(answerContract(answer.name, answer.validate))
    .handler((event) => logic(event as HttpRequest<Body>)); // requestContract has just proved it
}
