// fauxqs's objects in memory, with the checks that belong to the same synchronous step as the write.
import { currentRequest } from "../current-request.ts";
import { S3Error, type S3Object, S3Store } from "../fauxqs.ts";
import { verifyPartChecksums } from "./part-checksums.ts";
import type { OpenUpload } from "./part-listing.ts";
import { checkWrite } from "./preconditions.ts";

const noSuchUpload = () =>
  new S3Error(
    "NoSuchUpload",
    "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.",
    404,
  );

export class GuardedS3Store extends S3Store {
  /** The open uploads, by id. fauxqs takes an upload's id under any bucket and key, and keeps its own account to itself. */
  readonly #uploads = new Map<string, OpenUpload>();

  override putObject(...args: Parameters<S3Store["putObject"]>): S3Object {
    this.#checkWrite(args[0], args[1]);
    return super.putObject(...args);
  }

  override createMultipartUpload(...args: Parameters<S3Store["createMultipartUpload"]>): string {
    const uploadId = super.createMultipartUpload(...args);
    const [bucket, key, , , , checksumAlgorithm] = args;
    this.#uploads.set(uploadId, { bucket, key, uploadId, parts: new Map(), checksumAlgorithm });
    return uploadId;
  }

  override uploadPart(...args: Parameters<S3Store["uploadPart"]>): ReturnType<S3Store["uploadPart"]> {
    const [uploadId, partNumber, body, checksum] = args;
    const { checksumAlgorithm, parts } = this.openUpload(uploadId);
    if (!(partNumber >= 1 && partNumber <= 10_000)) {
      throw new S3Error("InvalidArgument", "Part number must be an integer between 1 and 10000, inclusive", 400);
    }
    // Of a part that is copied S3 makes the checksum itself.
    const isCopy = currentRequest()?.headers["x-amz-copy-source"] !== undefined;
    if (checksumAlgorithm !== undefined && checksum === undefined && !isCopy) {
      throw new S3Error(
        "InvalidRequest",
        `Checksum Type mismatch occurred, expected checksum Type: ${checksumAlgorithm.toLowerCase()}, actual checksum Type: null`,
        400,
      );
    }
    const result = super.uploadPart(...args);
    parts.set(partNumber, { partNumber, sizeBytes: body.length, etag: result.etag, lastModified: new Date(), checksum });
    return result;
  }

  override completeMultipartUpload(...args: Parameters<S3Store["completeMultipartUpload"]>): S3Object {
    const [uploadId, parts] = args;
    const upload = this.openUpload(uploadId);
    this.#checkWrite(upload.bucket, upload.key);
    verifyPartChecksums(currentRequest(), upload);
    if (parts.length === 0)
      throw new S3Error("MalformedXML", "The XML you provided was not well-formed or did not validate against our published schema", 400);
    const object = super.completeMultipartUpload(...args);
    this.#uploads.delete(uploadId);
    return object;
  }

  override abortMultipartUpload(uploadId: string): void {
    this.openUpload(uploadId);
    super.abortMultipartUpload(uploadId);
    this.#uploads.delete(uploadId);
  }

  /** The open upload of that id. @throws 404 `NoSuchUpload` where there is none, or it goes elsewhere than the request */
  openUpload(uploadId: string): OpenUpload {
    const upload = this.#uploads.get(uploadId);
    const { bucket, "*": key } = Object(currentRequest()?.params);
    if (upload === undefined || upload.bucket !== bucket || upload.key !== key) throw noSuchUpload();
    return upload;
  }

  /** Every object of the bucket, in no order. */
  allObjects(bucket: string): S3Object[] {
    return super.listObjects(bucket, { maxKeys: Number.POSITIVE_INFINITY }).objects;
  }

  #checkWrite(bucket: string, key: string): void {
    let etag: string | undefined;
    try {
      etag = this.headObject(bucket, key).etag;
    } catch (error) {
      if (!(error instanceof S3Error) || error.code !== "NoSuchKey") throw error;
    }
    checkWrite(currentRequest()?.headers ?? {}, etag, `/${bucket}/${key}`);
  }
}
