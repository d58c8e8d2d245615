// What one synchronous invocation may carry, the request and the response each (AWS: "Lambda quotas", invocation payload).

/** 6 MB as Lambda counts it, in bytes of JSON. */
export const payloadLimitBytes = 6 * 1024 * 1024;
