// The request's contract: after this the body is what its type says.
import type middy from "@middy/core";
import type { Validate } from "../../../generated/validators/validate.d.ts";
import { RequestContractError } from "./problems.ts";

/** Middleware: holds the parsed body against the contract. Throws a RequestContractError, which becomes a 422 that lists each violation. */
export function requestContract<Body>(contract: string, validate: Validate<Body>): middy.MiddlewareObj<{ body?: unknown }> {
  return {
    before: ({ event }) => {
      if (!validate(event.body)) throw new RequestContractError(contract, validate.errors ?? []);
    },
  };
}
