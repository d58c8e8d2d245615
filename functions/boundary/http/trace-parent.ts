// The caller's trace, carried on where it is one (W3C Trace Context).

/** The `traceparent` header, or undefined where there is none that is well formed. */
export function traceParent(headers: Record<string, string | undefined>): string | undefined {
  const header = headers.traceparent;
  return header !== undefined && /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/.test(header) ? header : undefined;
}
