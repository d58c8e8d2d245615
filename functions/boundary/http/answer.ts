// The answer: JSON that keeps its contract, or other content as it is.
import type middy from "@middy/core";
import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { accept } from "../contract.ts";
import type { Contract } from "./route.ts";

/** What a logic function answers; the boundary checks and writes it. */
export type Answer<Body> = { status: number; headers?: Record<string, string> } & (
  | { body: Body }
  /** Text in UTF-8 that is no JSON of a contract, or was held against it before. */
  | { text: string; contentType: string }
  /** Nothing, as a redirect has. */
  | { body?: never; text?: never }
);

/** As Lambda carries an answer: its text with the escapes of a JSON string. Lambda's limit of 6 MB is for the headers as well. */
export const largestAnswerBytes = 5_000_000;

/** How large a text is in an answer, in bytes. */
export function answerBytes(text: string): number {
  return Buffer.byteLength(JSON.stringify(text));
}

/** On every answer, errors too. */
export const answerHeaders = { "cache-control": "no-store", "x-content-type-options": "nosniff" };

/** Middleware: holds what leaves against the closed writer's contract and writes it. */
export function writeAnswer<Body>(
  contract: Contract<Body> | undefined,
): middy.MiddlewareObj<unknown, Answer<Body> | APIGatewayProxyStructuredResultV2> {
  return {
    after: (request) => {
      const { response } = request;
      if (!response || !("status" in response)) throw new TypeError("The logic gave no answer.");
      const { contentType, text } = contentOf(response, contract);
      request.response = {
        statusCode: response.status,
        headers: { ...answerHeaders, ...(contentType !== undefined && { "content-type": contentType }), ...response.headers },
        body: text,
      };
    },
  };
}

function contentOf<Body>(answer: Answer<Body>, contract: Contract<Body> | undefined): { contentType?: string; text: string } {
  if ("text" in answer && answer.text !== undefined) return answer;
  if (!("body" in answer) || answer.body === undefined) return { text: "" };
  if (contract === undefined) throw new TypeError("The logic answered with a body, and the route has no contract for one.");
  return { contentType: "application/json", text: JSON.stringify(accept(contract.name, contract.validate, answer.body)) };
}
