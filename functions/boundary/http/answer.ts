// The answer's contract, and how an answer is written.
import type middy from "@middy/core";
import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import type { Validate } from "../../../generated/validators/validate.d.ts";
import { accept } from "../contract.ts";

/** What a logic function answers; the boundary checks and writes it. */
export interface Answer<Body> {
  status: number;
  headers?: Record<string, string>;
  body: Body;
}

/** On every answer, errors too. */
export const answerHeaders = { "cache-control": "no-store", "x-content-type-options": "nosniff" };

/** Middleware: holds what leaves against the closed writer's contract and writes it as JSON. */
export function answerContract<Body>(
  contract: string,
  validate: Validate<Body>,
): middy.MiddlewareObj<unknown, Answer<Body> | APIGatewayProxyStructuredResultV2> {
  return {
    after: (request) => {
      const { response } = request;
      if (!response || !("status" in response)) throw new TypeError("The logic gave no answer.");
      const body = accept(contract, validate, response.body);
      request.response = {
        statusCode: response.status,
        headers: { ...answerHeaders, "content-type": "application/json", ...response.headers },
        body: JSON.stringify(body),
      };
    },
  };
}
