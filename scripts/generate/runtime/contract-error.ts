// Holding a value against its contract: what passes is of the contract's type, what does not is told place by place.
import type { Validate, Violation } from "./validators/validate.ts";
import { type ContractErrorItem, describeViolation, distinctViolations, pointerOf } from "./violations.ts";

/** At most this many single errors are listed. */
export const listedErrors = 100;

/**
 * A value that violates a contract. Neither the message nor the errors quote the value: names of fields, types and sizes only, so that
 * they may be logged.
 */
export class ContractError extends Error {
  readonly contract: string;
  /** What is wrong, place by place, for people and programs; the first 100. */
  readonly errors: ContractErrorItem[];
  /** The same as the validator said it. */
  readonly violations: Violation[];
  /** How many places are wrong in all. */
  readonly violationCount: number;

  /** Without `value`, the errors say what was expected, and not what was found. */
  constructor(contract: string, violations: readonly Violation[], value?: unknown) {
    const distinct = distinctViolations(violations);
    const listed = distinct.slice(0, listedErrors);
    const errors = listed.map((violation) => describeViolation(violation, value));
    super(
      `Not a valid ${contract}${firstError(listed[0], errors[0], value)}${distinct.length > 1 ? ` (and ${distinct.length - 1} more)` : ""}`,
    );
    this.name = "ContractError";
    this.contract = contract;
    this.errors = errors;
    this.violations = listed;
    this.violationCount = distinct.length;
  }
}

/** The value, now of the contract's type. Throws a ContractError when it violates the contract. */
export function accept<T>(contract: string, validate: Validate<T>, value: unknown): T {
  if (validate(value)) return value;
  throw new ContractError(contract, validate.errors ?? [], value);
}

function firstError(violation: Violation | undefined, error: ContractErrorItem | undefined, value: unknown): string {
  if (violation === undefined || error === undefined) return ": it is wrong";
  if (value === undefined) return `: ${pointerOf(violation) || "the value"} ${violation.message ?? "is wrong"}`;
  return `${error.pointer && ` at ${error.pointer}`}: ${error.detail}`;
}
