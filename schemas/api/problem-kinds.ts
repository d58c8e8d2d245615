// The kinds of problem that the API answers with: the stable code, its HTTP status, its title, and when it is given.
export const problemKinds = {
  "malformed-json": { status: 400, title: "Not JSON", when: "The body is not JSON." },
  "invalid-idempotency-key": {
    status: 400,
    title: "Not an Idempotency-Key",
    when: "The Idempotency-Key is not 1 to 255 visible ASCII characters.",
  },
  unauthenticated: {
    status: 401,
    title: "Nobody has signed in",
    when: "The route takes a token, and the request came through without one.",
  },
  forbidden: { status: 403, title: "Not permitted", when: "The token has not the scope that the route takes." },
  "not-found": { status: 404, title: "No such resource", when: "There is nothing at this path." },
  "not-ready": { status: 404, title: "Not there yet", when: "It is not there yet. `Retry-After` says when to ask again." },
  "method-not-allowed": { status: 405, title: "Method not allowed", when: "The path is known, and not with this method." },
  "not-acceptable": { status: 406, title: "No such form", when: "There is no form of it that the client accepts." },
  "not-exportable": {
    status: 409,
    title: "No gradebook can be made",
    when: "The score lines do not say whose each score is, may not be shown, or are too many for a gradebook. The detail says what to send instead.",
  },
  "upload-incomplete": {
    status: 409,
    title: "Parts are missing",
    when: "An upload cannot be completed yet; `errors` names each part that is missing or has another size than it should.",
  },
  "upload-completed": {
    status: 409,
    title: "Upload is completed",
    when: "The upload has become a submission, and takes no part and no abort.",
  },
  "upload-aborted": { status: 410, title: "Upload was aborted", when: "The upload was given up, and its parts are gone." },
  "upload-expired": { status: 410, title: "Upload has expired", when: "The upload was not completed in time, and its parts are gone." },
  "upload-too-large": { status: 413, title: "File too large", when: "The file is larger than an upload may be." },
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
  "idempotency-key-reused": {
    status: 422,
    title: "Idempotency-Key was used before",
    when: "The same Idempotency-Key came with another request before. Nothing is stored.",
  },
  "dry-run-too-large": {
    status: 422,
    title: "Too large for a dry run",
    when: "There are more quizzes than a dry run takes, or their statistics do not fit into an answer. A submission has no such limit.",
  },
  "internal-error": { status: 500, title: "Internal error", when: "A fault of Scoreline's. `instance` finds it in the logs." },
  "temporarily-unavailable": {
    status: 503,
    title: "Temporarily unavailable",
    when: "Something that the request needs does not answer. `Retry-After` says when to try again.",
  },
} as const satisfies Record<string, { status: number; title: string; when: string }>;
