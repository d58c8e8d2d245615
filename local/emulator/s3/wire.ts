// What of an S3 request lies elsewhere on the wire than where fauxqs looks for it: the content type says nothing about the body, a presigned URL
// carries headers as query parameters, and `aws-chunked` wraps the body and puts checksums behind it.
import { type App, decodeAwsChunked, type Request, S3Error } from "../fauxqs.ts";

const BYTES = "application/octet-stream";
/** A single PUT may hold 5 GiB on S3; fauxqs stops at 11 MiB. Objects live in memory here. */
const BODY_LIMIT_BYTES = 2 ** 30;
const contentTypes = new WeakMap<Request, string | undefined>();

/** Reads every S3 body as bytes. fauxqs parses one that comes as a form (what `curl --data-binary` sends) or as SQS's JSON, and then fails on it. */
export function readBodiesAsBytes(app: App): void {
  app.addContentTypeParser(BYTES, { parseAs: "buffer", bodyLimit: BODY_LIMIT_BYTES }, (_request, body, done) => done(null, body));
}

/** Before the body is read. */
export function hideContentType(request: Request): void {
  contentTypes.set(request, request.headers["content-type"]);
  request.headers["content-type"] = BYTES;
}

/** After the body is read. */
export function restoreContentType(request: Request): void {
  const contentType = contentTypes.get(request);
  if (contentType === undefined) delete request.headers["content-type"];
  else request.headers["content-type"] = contentType;
}

/** Presigning moves `x-amz-*` headers into the query string ("query string authentication"), where S3 obeys them as headers. */
export function takeHeadersFromQuery(request: Request): void {
  for (const [name, value] of Object.entries(Object(request.query))) {
    if (/^x-amz-/i.test(name) && typeof value === "string") request.headers[name.toLowerCase()] ??= value;
  }
}

/**
 * Unwraps `Content-Encoding: aws-chunked` and turns trailers into headers, so that what follows sees a plain body. S3 refuses a body cut short (400
 * `IncompleteBody`) and a missing trailer (400 `MalformedTrailerError`); fauxqs stores what came.
 */
export function unwrapBody(request: Request): void {
  if (!Buffer.isBuffer(request.body)) request.body = Buffer.alloc(0);
  const encodings = (request.headers["content-encoding"] ?? "").split(",").map((encoding) => encoding.trim());
  if (!encodings.includes("aws-chunked") || !Buffer.isBuffer(request.body)) return;

  const { body, trailers } = decodeAwsChunked(request.body);
  if (Number(request.headers["x-amz-decoded-content-length"]) !== body.length) {
    throw new S3Error("IncompleteBody", "The request body terminated unexpectedly.", 400);
  }
  const announced = request.headers["x-amz-trailer"];
  if (typeof announced === "string" && trailers[announced.toLowerCase()] === undefined) {
    throw new S3Error(
      "MalformedTrailerError",
      "The request contained trailing data that was not well-formed or did not conform to our published schema.",
      400,
    );
  }
  for (const [name, value] of Object.entries(trailers)) if (name.startsWith("x-amz-checksum-")) request.headers[name] = value;
  request.body = body;
  const rest = encodings.filter((encoding) => encoding !== "aws-chunked" && encoding !== "").join(",");
  if (rest === "") delete request.headers["content-encoding"];
  else request.headers["content-encoding"] = rest;
}
