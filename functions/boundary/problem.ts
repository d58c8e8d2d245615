// RFC 9457: every error answer of the API is a problem, with a stable code and with what to do.
import { listedErrors } from "../../generated/contract-error.js";
import { problem as contract } from "../../generated/contracts.js";
import { problemKinds } from "../../generated/problem-kinds.js";
import type { Problem as ProblemDocument, ProblemItem } from "../../generated/types/problem.d.ts";
import { writeProblem } from "../../generated/validators/write-problem.js";
import { accept, type ContractError } from "./contract.ts";

export type ProblemCode = keyof typeof problemKinds;

/** Thrown anywhere under an HTTP function; the boundary answers with it. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly errors: ProblemItem[];
  readonly errorCount: number;
  readonly headers: Record<string, string>;

  constructor(
    code: ProblemCode,
    detail: string,
    options: { errors?: ProblemItem[]; errorCount?: number; headers?: Record<string, string>; cause?: unknown } = {},
  ) {
    super(detail, { cause: options.cause });
    this.name = "Problem";
    this.code = code;
    this.errors = (options.errors ?? []).slice(0, listedErrors);
    this.errorCount = options.errorCount ?? options.errors?.length ?? 0;
    this.headers = options.headers ?? {};
  }

  get status(): number {
    return problemKinds[this.code].status;
  }
}

/** The problem as its document; `instance` is the request's id, as in the logs. */
export function problemDocument(problem: Problem, instance: string): ProblemDocument {
  const { status, title } = problemKinds[problem.code];
  return accept(contract.name, writeProblem, {
    type: `https://schemas.scoreline.dev/problems/${problem.code}`,
    title,
    status,
    code: problem.code,
    detail: problem.message,
    instance,
    ...(problem.errorCount > 0 && {
      errors: problem.errors,
      errorCount: problem.errorCount,
      truncated: problem.errors.length < problem.errorCount,
    }),
  });
}

/** A request that violates its contract, as a problem: one item for each violation, with its pointer and what was expected. */
export function invalidRequest(error: ContractError): Problem {
  const { errors } = error;
  return new Problem("invalid-request", `${errors[0]?.detail ?? "The request is not valid."} See errors for each place.`, {
    errors,
    errorCount: error.violationCount,
    cause: error,
  });
}
