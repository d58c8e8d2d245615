// What API Gateway answers by itself: its own shape, not problem+json.
import type { HttpResponse } from "./integration-response.ts";

const messages = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  413: "Request Entity Too Large",
  429: "Too Many Requests",
  500: "Internal Server Error",
  503: "Service Unavailable",
};

/** `{"message": …}`; a body that was too large is not read to its end, so that connection closes. */
export function gatewayAnswer(statusCode: keyof typeof messages): HttpResponse {
  return {
    statusCode,
    headers: { "content-type": "application/json", ...(statusCode === 413 ? { connection: "close" } : {}) },
    body: Buffer.from(JSON.stringify({ message: messages[statusCode] })),
  };
}

/** What an OPTIONS request gets where CORS is configured and no route takes it: the CORS headers, if any, say it all. */
export const preflightAnswer: HttpResponse = { statusCode: 204, headers: {}, body: Buffer.alloc(0) };
