// The HTTP request that a store is working for. fauxqs hands its stores arguments without headers; a precondition, a checksum or a client that has
// gone away is known only from the request, and must be looked at in the same synchronous step as the write.
import { AsyncLocalStorage } from "node:async_hooks";
import type { Request } from "./fauxqs.ts";

const current = new AsyncLocalStorage<Request>();

export function withRequest(request: Request, run: () => void): void {
  current.run(request, run);
}

/** Undefined when a store is called from outside a request. */
export function currentRequest(): Request | undefined {
  return current.getStore();
}
