// "How to prevent object overwrites with conditional writes" (S3 User Guide): `If-None-Match: *` writes only where nothing is, `If-Match: "etag"` only
// over the very object that was read. fauxqs ignores both on writes.
import type { IncomingHttpHeaders } from "node:http";
import { S3Error } from "../fauxqs.ts";

const unquoted = (etag: string) => etag.replace(/^"(.*)"$/, "$1");

/**
 * @param etag of the object that is there now; undefined when there is none
 * @throws 412 `PreconditionFailed`; 404 `NoSuchKey` for `If-Match` where no object is; 501 `NotImplemented` for the forms that S3 does not take
 */
export function checkWrite(headers: IncomingHttpHeaders, etag: string | undefined, key: string): void {
  const ifNoneMatch = headers["if-none-match"];
  const ifMatch = headers["if-match"];
  if ((ifNoneMatch !== undefined && (ifNoneMatch !== "*" || ifMatch !== undefined)) || ifMatch === "*") {
    throw new S3Error("NotImplemented", "A header you provided implies functionality that is not implemented.", 501);
  }
  if (ifMatch !== undefined && etag === undefined) throw new S3Error("NoSuchKey", "The specified key does not exist.", 404, key);
  const holds = ifNoneMatch === undefined ? ifMatch === undefined || unquoted(ifMatch) === unquoted(etag ?? "") : etag === undefined;
  if (!holds) throw new S3Error("PreconditionFailed", "At least one of the pre-conditions you specified did not hold", 412, key);
}
