// RFC 9457: every error answer of the API is a problem, with a stable code and with what to do.
import { problem as contract } from "../../generated/contracts.js";
import { problemKinds } from "../../generated/problem-kinds.js";
import type { Problem as ProblemDocument, ProblemItem } from "../../generated/types/problem.d.ts";
import { writeProblem } from "../../generated/validators/write-problem.js";
import { accept, type ContractError, pointerOf } from "./contract.ts";

export type ProblemCode = keyof typeof problemKinds;

/** At most this many single errors are listed; `errorCount` counts them all. */
export const listedErrors = 100;

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

/** A request body that violates its contract, as a problem: one item for each violation, with its pointer and what was expected. */
export function invalidRequest(error: ContractError, body: unknown): Problem {
  const errors = error.violations.map((violation) => {
    const pointer = pointerOf(violation);
    const found = describe(valueAt(body, violation.instancePath));
    switch (violation.keyword) {
      case "type":
        return { pointer, code: "wrong-type", detail: `Expected ${withArticle(String(violation.params.type))}, found ${found}.` };
      case "required":
        return { pointer, code: "missing-field", detail: `The field "${violation.params.missingProperty}" is missing.` };
      case "additionalProperties":
        return {
          pointer,
          code: "unknown-field",
          detail: `There is no field "${violation.params.additionalProperty}": check its spelling, or leave it out.`,
        };
      case "minItems":
        return { pointer, code: "too-few", detail: `Expected ${violation.params.limit} or more, found ${found}.` };
      case "maxItems":
        return { pointer, code: "too-many", detail: `Expected ${violation.params.limit} at most, found ${found}.` };
      case "enum":
        return { pointer, code: "not-allowed", detail: `Expected one of ${words(violation.params.allowedValues)}.` };
      case "minimum":
      case "maximum":
      case "exclusiveMinimum":
        return { pointer, code: "out-of-range", detail: `Expected a number ${violation.params.comparison} ${violation.params.limit}.` };
      case "uniqueItems":
        return { pointer, code: "repeated", detail: `Items ${violation.params.j} and ${violation.params.i} are the same: leave one out.` };
      case "maxLength":
        return { pointer, code: "too-long", detail: `Expected ${violation.params.limit} characters at most.` };
      default:
        return { pointer, code: violation.keyword, detail: `It ${violation.message ?? "is wrong"}.` };
    }
  });
  return new Problem("invalid-request", `${errors[0]?.detail ?? "The request is not valid."} See errors for each place.`, {
    errors,
    errorCount: error.violationCount,
    cause: error,
  });
}

function words(values: unknown): string {
  return Array.isArray(values) ? values.map((value) => JSON.stringify(value)).join(", ") : String(values);
}

function valueAt(value: unknown, pointer: string): unknown {
  let at = value;
  for (const token of pointer.split("/").slice(1)) {
    const key = token.replaceAll("~1", "/").replaceAll("~0", "~");
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, key)) return undefined;
    at = Reflect.get(at, key);
  }
  return at;
}

function describe(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return value.length === 0 ? "an empty array" : `an array of ${value.length}`;
  return withArticle(typeof value);
}

function withArticle(type: string): string {
  return type === "null" || type === "undefined" ? type : `${/^[aeio]/.test(type) ? "an" : "a"} ${type}`;
}
