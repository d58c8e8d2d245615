// S3 refuses a body that does not have the checksum it came with ("Checking object integrity": 400 `BadDigest`, nothing is written). fauxqs stores the
// body and repeats the checksum it was told.
import { createHash } from "node:crypto";
import { type ChecksumAlgorithm, computeChecksum, type Request, S3Error } from "../fauxqs.ts";

const DIGEST_BYTES: Record<ChecksumAlgorithm, number> = { CRC32: 4, SHA1: 20, SHA256: 32 };
const CHECKSUM_HEADER = /^x-amz-checksum-(?!algorithm$|type$|mode$)(.+)$/;
const NAMES_AN_ALGORITHM = ["x-amz-sdk-checksum-algorithm", "x-amz-checksum-algorithm"];

function isSupported(algorithm: string): algorithm is ChecksumAlgorithm {
  return algorithm in DIGEST_BYTES;
}

function supported(name: string): ChecksumAlgorithm {
  const algorithm = name.toUpperCase();
  if (isSupported(algorithm)) return algorithm;
  throw new S3Error("NotImplemented", `The local emulator verifies CRC32, SHA1 and SHA256; it does not take ${algorithm} unverified.`, 501);
}

function expect(digest: string, actual: string, sizeBytes: number, name: string, malformed: string): void {
  if (Buffer.from(digest, "base64").length !== sizeBytes) throw new S3Error(malformed, `Value for ${name} header is invalid.`, 400);
  if (digest !== actual) throw new S3Error("BadDigest", `The ${name} you specified did not match the calculated checksum.`, 400);
}

/** Call it with trailers among the headers and the body unwrapped. */
export function verifyBody(request: Request, operation: string): void {
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  for (const header of NAMES_AN_ALGORITHM) {
    const algorithm = request.headers[header];
    if (typeof algorithm === "string") supported(algorithm);
  }

  const md5 = request.headers["content-md5"];
  if (typeof md5 === "string") expect(md5, createHash("md5").update(body).digest("base64"), 16, "Content-MD5", "InvalidDigest");

  for (const [header, digest] of Object.entries(request.headers)) {
    const name = CHECKSUM_HEADER.exec(header)?.[1];
    if (name === undefined || typeof digest !== "string") continue;
    const algorithm = supported(name);
    if (operation === "CompleteMultipartUpload") {
      // There it is the checksum of the whole object, not of this request's body.
      throw new S3Error(
        "NotImplemented",
        "The local emulator verifies the parts of a multipart upload, not the checksum of the whole object.",
        501,
      );
    }
    expect(digest, computeChecksum(algorithm, body), DIGEST_BYTES[algorithm], header, "InvalidRequest");
  }
}
