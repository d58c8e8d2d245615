// Whether a service could not be reached at all.

const codes = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "ECONNRESET", "EHOSTUNREACH", "ENETUNREACH", "ETIMEDOUT", "EPIPE"];

/** By the `code` that Node gives an error of the network, and the `name` that the SDK gives to one of its own time-outs. */
export function isUnreachable({ code, name }: { code?: unknown; name?: unknown }): boolean {
  return codes.some((known) => known === code) || name === "TimeoutError";
}
