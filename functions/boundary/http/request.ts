// The request's contract: after this the body is what its type says.
import type middy from "@middy/core";
import { RequestContractError } from "./problems.ts";
import type { Contract } from "./route.ts";

/** Middleware: holds a parsed body against the contract. Throws a RequestContractError, which becomes a 422 that lists each violation. */
export function requestContract<Body>({ name, validate }: Contract<Body>): middy.MiddlewareObj<{ body?: unknown }> {
  return {
    before: ({ event: { body } }) => {
      if (!(body instanceof Uint8Array) && !validate(body)) throw new RequestContractError(name, validate.errors ?? [], body);
    },
  };
}
