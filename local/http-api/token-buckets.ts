// How many requests the gateway lets through: a token bucket for each route.
import type { Throttle } from "../../generated/types/pipeline.d.ts";

interface Bucket {
  tokens: number;
  /** When the tokens were counted, in milliseconds. */
  at: number;
}

/**
 * Takes a token for a request to a route; false when there is none, and the request is one too many. Each route has a bucket of its own that
 * holds `burst` tokens, is full at first and fills by `ratePerSecond` tokens a second (AWS: "Throttle requests to your HTTP APIs", as a stage's
 * default route settings). The service meets its limits only about, being many machines; one gateway meets them to the token.
 */
export function tokenBuckets(
  { ratePerSecond, burst }: Throttle,
  now: () => number = () => performance.now(),
): (routeKey: string) => boolean {
  const buckets = new Map<string, Bucket>();
  return (routeKey) => {
    const at = now();
    const last = buckets.get(routeKey) ?? { tokens: burst, at };
    const tokens = Math.min(burst, last.tokens + ((at - last.at) / 1000) * ratePerSecond);
    const taken = tokens >= 1;
    buckets.set(routeKey, { tokens: taken ? tokens - 1 : tokens, at });
    return taken;
  };
}
