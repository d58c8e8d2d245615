// The kinds of problem that the API answers with: the stable code, its HTTP status, its title, and when it is given.
export const problemKinds = {
  "malformed-json": { status: 400, title: "Not JSON", when: "The body is not JSON." },
  "not-found": { status: 404, title: "No such resource", when: "There is nothing at this path." },
  "method-not-allowed": { status: 405, title: "Method not allowed", when: "The path is known, and not with this method." },
  "body-too-large": { status: 413, title: "Body too large", when: "The body is larger than a request may be." },
  "unsupported-media-type": { status: 415, title: "Content type not supported", when: "The content type is not one that the route takes." },
  "invalid-request": {
    status: 422,
    title: "Request does not keep the contract",
    when: "A field is missing, unknown or wrong; `errors` names each.",
  },
  "invalid-scores": {
    status: 422,
    title: "Score lines cannot be read",
    when: "Cells or lines cannot be read; `errors` names each by line, column and cell. Nothing is stored.",
  },
  "internal-error": { status: 500, title: "Internal error", when: "A fault of Scoreline's. `instance` finds it in the logs." },
  "temporarily-unavailable": {
    status: 503,
    title: "Temporarily unavailable",
    when: "Something that the request needs does not answer. `Retry-After` says when to try again.",
  },
} as const satisfies Record<string, { status: number; title: string; when: string }>;
