// What stands between an S3 request and fauxqs.
import { type Reply, type Request, S3Error } from "../fauxqs.ts";
import { parametersOf } from "../identify.ts";
import { verifyBody } from "./integrity.ts";
import { listing } from "./listing.ts";
import { knownS3Operation } from "./operations.ts";
import { partListing } from "./part-listing.ts";
import { verifyPresigned } from "./presigned.ts";
import type { GuardedS3Store } from "./store.ts";
import { unwrapBody } from "./wire.ts";

/** Headers that change what is stored or whether it may be: S3 obeys them, fauxqs does not see them. */
const NOT_EMULATED =
  /^x-amz-(tagging|acl|grant-.+|object-lock-.+|bucket-object-lock-enabled|write-offset-bytes|mp-object-size|website-redirect-location|copy-source-if-.+)$/;

const notImplemented = (what: string) => new S3Error("NotImplemented", `The local emulator does not know ${what}.`, 501);

/**
 * @returns true when the request has been answered
 * @throws S3Error; the store is then untouched
 */
export function guardS3(request: Request, reply: Reply, store: GuardedS3Store): boolean {
  const operation = knownS3Operation(request);
  if (operation === undefined) throw notImplemented(`${request.method} ${request.url}`);
  const header = Object.keys(request.headers).find((name) => NOT_EMULATED.test(name));
  if (header !== undefined) throw notImplemented(`the header ${header}`);
  if (operation.startsWith("Delete") && request.headers["if-match"] !== undefined) throw notImplemented("conditional deletes");
  if (operation.endsWith("MultipartUpload") && request.headers["x-amz-checksum-type"] === "FULL_OBJECT")
    throw notImplemented("full-object checksums");

  verifyPresigned(request);
  unwrapBody(request);
  verifyBody(request, operation);

  if (operation === "ListParts") {
    const query = parametersOf(request.query);
    reply.type("application/xml").send(partListing(store.openUpload(query.uploadId ?? ""), query));
    return true;
  }
  if (operation !== "ListObjects" && operation !== "ListObjectsV2") return false;
  const query = parametersOf(request.query);
  const { bucket = "" } = parametersOf(request.params);
  reply.type("application/xml").send(listing(bucket, store.allObjects(bucket), query, operation === "ListObjects" ? 1 : 2));
  return true;
}

/** `response-*` parameters of GetObject set headers of its answer; fauxqs ignores them. */
export function overrideResponseHeaders(request: Request, reply: Reply): void {
  if (request.method !== "GET" || reply.statusCode >= 300) return;
  for (const [name, value] of Object.entries(parametersOf(request.query))) {
    if (name.startsWith("response-") && value !== undefined) reply.header(name.slice("response-".length), value);
  }
}
