// Whatever is thrown under an HTTP function becomes a problem answer; only what the client can use goes out.
import type middy from "@middy/core";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { ContractError } from "../contract.ts";
import { errorFields, log } from "../log.ts";
import { invalidRequest, Problem, problemDocument } from "../problem.ts";
import { answerHeaders } from "./answer.ts";

/** Middleware: answers an error with application/problem+json, and logs what the client is not told. */
export function answerProblems(): middy.MiddlewareObj<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2> {
  return {
    onError: ({ error, context }) => {
      const problem = toProblem(error);
      const { status } = problem;
      log(status < 500 ? "info" : "error", "problem", {
        requestId: context.awsRequestId,
        status,
        code: problem.code,
        ...(status >= 500 && errorFields(error)),
      });
      return {
        statusCode: status,
        headers: { ...answerHeaders, ...problem.headers, "content-type": "application/problem+json" },
        body: JSON.stringify(problemDocument(problem, context.awsRequestId)),
      };
    },
  };
}

function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof RequestContractError) return invalidRequest(error);
  if (isBodyParserError(error)) return unreadableBody(error);
  if (isServiceFailure(error))
    return new Problem(
      "temporarily-unavailable",
      "A service that Scoreline needs did not answer. Send the request again, with the same Idempotency-Key if it had one.",
      {
        headers: { "retry-after": "5" },
        cause: error,
      },
    );
  return new Problem("internal-error", "Something went wrong on our side. The instance is the id to report it with.", { cause: error });
}

/** A request that violates its contract, told apart from an answer of ours that does. */
export class RequestContractError extends ContractError {}

interface BodyParserError extends Error {
  cause: { package: string; message?: string };
}

function isBodyParserError(error: unknown): error is BodyParserError {
  if (!(error instanceof Error) || typeof error.cause !== "object" || error.cause === null) return false;
  return "statusCode" in error && "package" in error.cause && error.cause.package === "@middy/http-json-body-parser";
}

/** middy says 422 for a body that is no JSON; for us that is 400, and 422 is kept for JSON that breaks the contract. */
function unreadableBody({ message, cause }: BodyParserError): Problem {
  return new Problem(
    "malformed-json",
    `The body is not JSON that can be read: ${cause.message ?? message}. Send {"data": ["Quiz1,85,76,90"]}.`,
  );
}

/** Every error that comes out of an AWS SDK client bears $metadata: refused, throttled, or never reached. */
function isServiceFailure(error: unknown): boolean {
  return error instanceof Error && "$metadata" in error;
}
