// "Authenticating requests: using query parameters" (S3 API Reference): a presigned URL is good for what was signed, and until it expires. fauxqs takes
// any. Whoever presigns an address here does it with the secret `local`, as the functions do; what is signed in a header passes unverified.
import { createHash, createHmac } from "node:crypto";
import { type Request, S3Error } from "../fauxqs.ts";

/** The one that `local/lambda` gives the functions, whatever their access key ids. */
const SECRET = "local";

/** RFC 3986, as Signature Version 4 wants it. */
const encoded = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
const hmac = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text).digest();
const refusal = (code: string, message: string) => new S3Error(code, message, 403);

/** @throws 403 `AccessDenied` where it has expired or bears headers that were not signed, 403 `SignatureDoesNotMatch` for any other request than was signed */
export function verifyPresigned(request: Request, now = Date.now()): void {
  const { pathname, searchParams } = new URL(request.raw.url ?? "", "http://emulator");
  const signature = searchParams.get("X-Amz-Signature");
  const [, ...scope] = (searchParams.get("X-Amz-Credential") ?? "").split("/");
  if (signature === null) return;

  const date = searchParams.get("X-Amz-Date") ?? "";
  if (now > instantOf(date) + Number(searchParams.get("X-Amz-Expires")) * 1000) throw refusal("AccessDenied", "Request has expired");

  const signed = (searchParams.get("X-Amz-SignedHeaders") ?? "").split(";");
  const sent = headersOf(request);
  const unsigned = [...sent.keys()].find((name) => name.startsWith("x-amz-") && !signed.includes(name));
  if (unsigned !== undefined) throw refusal("AccessDenied", `There were headers present in the request which were not signed: ${unsigned}`);

  const query = [...searchParams]
    .filter(([name]) => name !== "X-Amz-Signature")
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .sort();
  const canonical = [
    request.method,
    pathname,
    query.join("&"),
    ...signed.map((name) => `${name}:${sent.get(name) ?? ""}`),
    "",
    signed.join(";"),
    "UNSIGNED-PAYLOAD",
  ].join("\n");
  const text = ["AWS4-HMAC-SHA256", date, scope.join("/"), createHash("sha256").update(canonical).digest("hex")].join("\n");
  const key = scope.reduce<string | Buffer>(hmac, `AWS4${SECRET}`);
  if (hmac(key, text).toString("hex") !== signature)
    throw refusal("SignatureDoesNotMatch", "The request signature we calculated does not match the signature you provided.");
}

/** As they came: others are made of the query string later. */
function headersOf({ raw: { rawHeaders } }: Request): Map<string, string> {
  const names = rawHeaders.filter((_, index) => index % 2 === 0);
  return new Map(names.map((name, index) => [name.toLowerCase(), (rawHeaders[2 * index + 1] ?? "").trim()]));
}

/** `20261125T093000Z` in milliseconds since the epoch. */
function instantOf(date: string): number {
  return Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));
}
