// An error, thrown anywhere behind the guard, becomes an answer in the shape of the service it is about, so that the SDK names it.
import { type Reply, type Request, S3Error, SnsError, SqsError, snsErrorResponse } from "./fauxqs.ts";
import type { Service } from "./requests.ts";

export function serviceError(service: Service, code: string, message: string, status: number): Error {
  switch (service) {
    case "s3":
      return new S3Error(code, message, status);
    case "sqs":
      return new SqsError(code, message, status, status < 500);
    case "sns":
      return new SnsError(code, message, status, status < 500);
  }
}

/** Fastify's error handler. What no service knows is thrown on: a bare 500 by Fastify. */
export function answerError(error: unknown, _request: Request, reply: Reply): void {
  if (error instanceof S3Error) {
    // Node leaves the body of an answer to HEAD out: the SDK then names the error by its status.
    reply.status(error.statusCode).type("application/xml").send(error.toXml());
  } else if (error instanceof SqsError) {
    reply.status(error.statusCode).type("application/x-amz-json-1.0").header("x-amzn-query-error", error.queryErrorHeader);
    reply.send(JSON.stringify(error.toJSON()));
  } else if (error instanceof SnsError) {
    reply.status(error.statusCode).type("text/xml");
    reply.send(snsErrorResponse(error.code, error.message, error.senderFault ? "Sender" : "Receiver"));
  } else {
    throw error;
  }
}
