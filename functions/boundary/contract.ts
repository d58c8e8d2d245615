// Holding a value against its contract: what passes is of the contract's type, what does not is told with JSON pointers.
import type { Validate, Violation } from "../../generated/validators/validate.d.ts";

/** A value that violates a contract. `violations` hold at most the first 100; `violationCount` counts them all. */
export class ContractError extends Error {
  readonly contract: string;
  readonly violations: Violation[];
  readonly violationCount: number;

  constructor(contract: string, violations: Violation[]) {
    const [first] = violations;
    const more = violations.length > 1 ? ` (and ${violations.length - 1} more)` : "";
    super(`Not a valid ${contract}: ${first ? `${pointerOf(first) || "the value"} ${first.message ?? "is wrong"}` : "it is wrong"}${more}`);
    this.name = "ContractError";
    this.contract = contract;
    this.violations = violations.slice(0, 100);
    this.violationCount = violations.length;
  }
}

/** The value, now of the contract's type. Throws a ContractError when it violates the contract. */
export function accept<T>(contract: string, validate: Validate<T>, value: unknown): T {
  if (validate(value)) return value;
  throw new ContractError(contract, validate.errors ?? []);
}

/** JSON pointer (RFC 6901) to what is wrong: for a missing or an unknown field, to that field. */
export function pointerOf({ instancePath, params }: Violation): string {
  const field = params.missingProperty ?? params.additionalProperty;
  return typeof field === "string" ? `${instancePath}/${field.replaceAll("~", "~0").replaceAll("/", "~1")}` : instancePath;
}
