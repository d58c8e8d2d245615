// ListObjects and ListObjectsV2: from the query string to the XML.
import { escapeXml, S3Error, type S3Object } from "../fauxqs.ts";
import type { Parameters } from "../identify.ts";
import { page } from "./page.ts";

const tag = (name: string, content: string | number | boolean) => `<${name}>${content}</${name}>`;
const optional = (name: string, content: string | undefined) => (content === undefined ? "" : tag(name, escapeXml(content)));

function maxKeysOf(query: Parameters): number {
  const text = query["max-keys"] ?? "1000";
  if (!/^\d{1,9}$/.test(text)) throw new S3Error("InvalidArgument", "Argument max-keys must be an integer between 0 and 2147483647", 400);
  return Math.min(Number(text), 1000);
}

/** The opaque token is the last entry of the page before. */
const toToken = (entry: string) => Buffer.from(entry).toString("base64");
const fromToken = (token: string) => Buffer.from(token, "base64").toString();

export function listing(bucket: string, all: readonly S3Object[], query: Parameters, version: 1 | 2): string {
  const { prefix = "", delimiter = "", marker = "", "start-after": startAfter, "continuation-token": token } = query;
  const maxKeys = maxKeysOf(query);
  const after = version === 1 ? marker : token === undefined ? (startAfter ?? "") : fromToken(token);
  const { objects, commonPrefixes, next } = page(all, { prefix, delimiter, maxKeys, after });

  // Keys may hold characters that XML cannot; that is what `encoding-type=url` is for.
  const text = (value: string) => escapeXml(query["encoding-type"] === "url" ? encodeURIComponent(value).replaceAll("%2F", "/") : value);
  const contents = objects.map((object) =>
    tag(
      "Contents",
      tag("Key", text(object.key)) +
        tag("LastModified", object.lastModified.toISOString()) +
        tag("ETag", escapeXml(object.etag)) +
        tag("Size", object.contentLength) +
        tag("StorageClass", "STANDARD"),
    ),
  );
  const about = [
    tag("Name", escapeXml(bucket)),
    tag("Prefix", text(prefix)),
    delimiter === "" ? "" : tag("Delimiter", text(delimiter)),
    tag("MaxKeys", maxKeys),
    optional("EncodingType", query["encoding-type"]),
    tag("IsTruncated", next !== undefined),
  ];
  const place =
    version === 1
      ? // "This element is returned only if you have the delimiter request parameter specified."
        [tag("Marker", text(after)), next === undefined || delimiter === "" ? "" : tag("NextMarker", text(next))]
      : [
          tag("KeyCount", objects.length + commonPrefixes.length),
          startAfter === undefined ? "" : tag("StartAfter", text(startAfter)),
          optional("ContinuationToken", token),
          next === undefined ? "" : tag("NextContinuationToken", toToken(next)),
        ];
  const prefixes = commonPrefixes.map((commonPrefix) => tag("CommonPrefixes", tag("Prefix", text(commonPrefix))));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${[
    ...about,
    ...place,
    ...contents,
    ...prefixes,
  ].join("")}</ListBucketResult>`;
}
