// One route of the API: what it takes and gives, held against the contracts, round its logic.
import middy from "@middy/core";
import httpJsonBodyParser from "@middy/http-json-body-parser";
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import type { Validate } from "../../../generated/validators/validate.d.ts";
import { type Answer, writeAnswer } from "./answer.ts";
import type { Caller } from "./caller.ts";
import { plainBytes } from "./plain-bytes.ts";
import { type QueryContract, readQuery } from "./query.ts";
import { requestContract } from "./request.ts";
import type { CalledEvent, RouteHandler } from "./stack.ts";

export interface Contract<T> {
  name: string;
  validate: Validate<T>;
}

/** The event that the logic gets: query and body have been read and keep their contracts. */
export type HttpRequest<Query, Body> = Omit<APIGatewayProxyEventV2, "body"> & { query: Query; body: Body; caller: Caller };

type Logic<Query, Body, AnswerBody> = (request: HttpRequest<Query, Body>) => Promise<Answer<AnswerBody>>;

interface Contracts<Query, AnswerBody> {
  /** The query string; left out where nothing can be said in it. */
  query?: QueryContract<Query>;
  /** The answer's JSON; left out where it has none. */
  answer?: Contract<AnswerBody>;
}

/** The handler of a route without a body: its middy stack, top down on the way in and bottom up on the way out, round its logic. */
export function route<Query, AnswerBody>(contracts: Contracts<Query, AnswerBody>, logic: Logic<Query, unknown, AnswerBody>): RouteHandler {
  return middy<CalledEvent>()
    .use(readQuery(contracts.query))
    .use(writeAnswer(contracts.answer))
    .handler((event) => logic(event as HttpRequest<Query, unknown>)) as RouteHandler; // readQuery has just proved it
}

/** The same of a route that takes JSON, and as an array of bytes what comes as one of the media types `bytes`. */
export function routeWithBody<Query, Json, AnswerBody, Bytes extends readonly string[] = []>(
  contracts: Contracts<Query, AnswerBody> & { json: Contract<Json>; bytes?: Bytes },
  logic: Logic<Query, Json | (Bytes extends [] ? never : Uint8Array), AnswerBody>,
): RouteHandler {
  const { json, bytes = [] } = contracts;
  type Body = Json | (Bytes extends [] ? never : Uint8Array);
  return middy<CalledEvent>()
    .use(readQuery(contracts.query))
    .use(plainBytes(bytes))
    .use(httpJsonBodyParser({ disableContentTypeError: bytes.length > 0 }))
    .use(requestContract(json))
    .use(writeAnswer(contracts.answer))
    .handler((event) => logic(event as HttpRequest<Query, Body>)) as RouteHandler; // the stack has just proved it
}
