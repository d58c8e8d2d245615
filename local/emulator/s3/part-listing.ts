// ListParts, which fauxqs does not know: from the query string to the XML.
import { type ChecksumAlgorithm, escapeXml, S3Error } from "../fauxqs.ts";
import type { Parameters } from "../identify.ts";

/** A part of an open upload. */
export interface StoredPart {
  partNumber: number;
  sizeBytes: number;
  etag: string;
  lastModified: Date;
  checksum: string | undefined;
}

/** An open upload, as far as it is listed. */
export interface OpenUpload {
  bucket: string;
  key: string;
  uploadId: string;
  parts: Map<number, StoredPart>;
  checksumAlgorithm: ChecksumAlgorithm | undefined;
}

const tag = (name: string, content: string | number | boolean) => `<${name}>${content}</${name}>`;

/** A page of the parts, by number: at most `max-parts` (1,000 when absent, and never more) after `part-number-marker`. */
export function partListing({ bucket, key, uploadId, parts, checksumAlgorithm }: OpenUpload, query: Parameters): string {
  const maxParts = Math.min(wholeNumber(query, "max-parts", 1000), 1000);
  const marker = wholeNumber(query, "part-number-marker", 0);
  const behind = [...parts.values()].filter(({ partNumber }) => partNumber > marker).sort((a, b) => a.partNumber - b.partNumber);
  const listed = behind.slice(0, maxParts);
  const content = [
    tag("Bucket", escapeXml(bucket)),
    tag("Key", escapeXml(key)),
    tag("UploadId", escapeXml(uploadId)),
    tag("PartNumberMarker", marker),
    tag("NextPartNumberMarker", listed.at(-1)?.partNumber ?? 0),
    tag("MaxParts", maxParts),
    tag("IsTruncated", listed.length < behind.length),
    ...(checksumAlgorithm === undefined ? [] : [tag("ChecksumAlgorithm", checksumAlgorithm), tag("ChecksumType", "COMPOSITE")]),
    ...listed.map(({ partNumber, sizeBytes, etag, lastModified, checksum }) =>
      tag(
        "Part",
        tag("PartNumber", partNumber) +
          tag("LastModified", lastModified.toISOString()) +
          tag("ETag", escapeXml(etag)) +
          tag("Size", sizeBytes) +
          (checksumAlgorithm !== undefined && checksum !== undefined ? tag(`Checksum${checksumAlgorithm}`, escapeXml(checksum)) : ""),
      ),
    ),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>\n<ListPartsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${content.join("")}</ListPartsResult>`;
}

function wholeNumber(query: Parameters, name: string, absent: number): number {
  const text = query[name] ?? String(absent);
  if (!/^\d{1,9}$/.test(text)) throw new S3Error("InvalidArgument", `Argument ${name} must be an integer between 0 and 2147483647`, 400);
  return Number(text);
}
