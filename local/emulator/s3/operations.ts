// The S3 operations that fauxqs knows. S3 tells operations apart by sub-resources in the query string; fauxqs ignores one that it does not know and
// **acts on the object** (`PutObjectTagging` replaces its body, `DeleteObjectTagging` deletes it). So what is not in this table is refused.
import type { Request } from "../fauxqs.ts";

type Level = "service" | "bucket" | "object";

interface Operation {
  name: string;
  method: string;
  level: Level;
  /** Sub-resources that must be there: they make the operation. */
  needs?: readonly string[];
  /** Parameters that may be there. */
  takes?: readonly string[];
  /** A header that makes the operation, with what its value must contain. */
  header?: readonly [name: string, contains: string];
}

const LISTING = ["prefix", "delimiter", "max-keys", "encoding-type"];
const RESPONSE_HEADERS = ["content-type", "content-language", "expires", "cache-control", "content-disposition", "content-encoding"];
const COPY = ["x-amz-copy-source", ""] as const;

/** The first that fits is the one: the more particular stand first. */
const OPERATIONS: readonly Operation[] = [
  { name: "ListBuckets", method: "GET", level: "service" },

  { name: "PutBucketLifecycleConfiguration", method: "PUT", level: "bucket", needs: ["lifecycle"] },
  { name: "GetBucketLifecycleConfiguration", method: "GET", level: "bucket", needs: ["lifecycle"] },
  { name: "DeleteBucketLifecycle", method: "DELETE", level: "bucket", needs: ["lifecycle"] },
  { name: "CreateBucket", method: "PUT", level: "bucket" },
  { name: "HeadBucket", method: "HEAD", level: "bucket" },
  { name: "DeleteBucket", method: "DELETE", level: "bucket" },
  {
    name: "ListObjectsV2",
    method: "GET",
    level: "bucket",
    needs: ["list-type"],
    takes: [...LISTING, "start-after", "continuation-token", "fetch-owner"],
  },
  { name: "ListObjects", method: "GET", level: "bucket", takes: [...LISTING, "marker"] },
  { name: "DeleteObjects", method: "POST", level: "bucket", needs: ["delete"] },
  { name: "PostObject", method: "POST", level: "bucket", header: ["content-type", "multipart/form-data"] },

  { name: "UploadPartCopy", method: "PUT", level: "object", needs: ["uploadId", "partNumber"], header: COPY },
  { name: "UploadPart", method: "PUT", level: "object", needs: ["uploadId", "partNumber"] },
  { name: "RenameObject", method: "PUT", level: "object", needs: ["renameObject"] },
  { name: "CopyObject", method: "PUT", level: "object", header: COPY },
  { name: "PutObject", method: "PUT", level: "object" },
  { name: "GetObjectAttributes", method: "GET", level: "object", needs: ["attributes"] },
  { name: "ListParts", method: "GET", level: "object", needs: ["uploadId"], takes: ["max-parts", "part-number-marker"] },
  { name: "GetObject", method: "GET", level: "object", takes: ["partNumber", ...RESPONSE_HEADERS.map((name) => `response-${name}`)] },
  { name: "HeadObject", method: "HEAD", level: "object" },
  { name: "AbortMultipartUpload", method: "DELETE", level: "object", needs: ["uploadId"] },
  { name: "DeleteObject", method: "DELETE", level: "object" },
  { name: "CreateMultipartUpload", method: "POST", level: "object", needs: ["uploads"] },
  { name: "CompleteMultipartUpload", method: "POST", level: "object", needs: ["uploadId"] },
];

/** `x-id` is the SDK's note of the operation; `X-Amz-*` is a signature or a header that presigning moved into the URL. */
const ABOUT_THE_CALL = /^x-(id$|amz-)/i;

function levelOf(request: Request): Level {
  const url = request.routeOptions.url;
  if (url === "/") return "service";
  // The SDK writes a bucket as `/bucket` or `/bucket/`.
  return url === "/:bucket/*" && !/^\/[^/]+\/?(\?|$)/.test(request.url) ? "object" : "bucket";
}

function subResources(request: Request): string[] {
  return Object.keys(Object(request.query)).filter((name) => !ABOUT_THE_CALL.test(name));
}

function fits(operation: Operation, request: Request, level: Level, names: readonly string[]): boolean {
  const { needs = [], takes = [], header } = operation;
  return (
    operation.method === request.method &&
    operation.level === level &&
    needs.every((name) => names.includes(name)) &&
    names.every((name) => needs.includes(name) || takes.includes(name)) &&
    (header === undefined || (request.headers[header[0]]?.includes(header[1]) ?? false))
  );
}

export function knownS3Operation(request: Request): string | undefined {
  const level = levelOf(request);
  const names = subResources(request);
  return OPERATIONS.find((operation) => fits(operation, request, level, names))?.name;
}

/** As AWS names it; what is not in the table by its method, level and sub-resources: `PUT object?tagging`. */
export function s3OperationName(request: Request): string {
  return knownS3Operation(request) ?? `${request.method} ${levelOf(request)}?${subResources(request).join("&")}`;
}
