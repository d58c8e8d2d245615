// How every SDK client behaves: it fails in time to be told, and it tries again by itself a few times.

/** A service that does not answer is a failure, not a wait until the function's time-out. */
export const clientSettings = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 2_000, requestTimeout: 8_000, throwOnRequestTimeout: true },
};
