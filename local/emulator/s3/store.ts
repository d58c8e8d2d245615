// fauxqs's objects in memory, with the checks that belong to the same synchronous step as the write.
import { currentRequest } from "../current-request.ts";
import { S3Error, type S3Object, S3Store } from "../fauxqs.ts";
import { checkWrite } from "./preconditions.ts";

const noSuchUpload = () =>
  new S3Error(
    "NoSuchUpload",
    "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.",
    404,
  );

export class GuardedS3Store extends S3Store {
  /** Where each open upload goes. fauxqs takes an upload's id under any bucket and key. */
  readonly #uploads = new Map<string, string>();

  override putObject(...args: Parameters<S3Store["putObject"]>): S3Object {
    this.#checkWrite(args[0], args[1]);
    return super.putObject(...args);
  }

  override createMultipartUpload(...args: Parameters<S3Store["createMultipartUpload"]>): string {
    const uploadId = super.createMultipartUpload(...args);
    this.#uploads.set(uploadId, `${args[0]}/${args[1]}`);
    return uploadId;
  }

  override uploadPart(...args: Parameters<S3Store["uploadPart"]>): ReturnType<S3Store["uploadPart"]> {
    this.#target(args[0]);
    if (!(args[1] >= 1 && args[1] <= 10_000)) {
      throw new S3Error("InvalidArgument", "Part number must be an integer between 1 and 10000, inclusive", 400);
    }
    return super.uploadPart(...args);
  }

  override completeMultipartUpload(...args: Parameters<S3Store["completeMultipartUpload"]>): S3Object {
    const [uploadId, parts] = args;
    this.#checkWrite(...this.#target(uploadId));
    if (parts.length === 0)
      throw new S3Error("MalformedXML", "The XML you provided was not well-formed or did not validate against our published schema", 400);
    const object = super.completeMultipartUpload(...args);
    this.#uploads.delete(uploadId);
    return object;
  }

  override abortMultipartUpload(uploadId: string): void {
    this.#target(uploadId);
    super.abortMultipartUpload(uploadId);
    this.#uploads.delete(uploadId);
  }

  /** Every object of the bucket, in no order. */
  allObjects(bucket: string): S3Object[] {
    return super.listObjects(bucket, { maxKeys: Number.POSITIVE_INFINITY }).objects;
  }

  #target(uploadId: string): [bucket: string, key: string] {
    const target = this.#uploads.get(uploadId);
    const { bucket, "*": key } = Object(currentRequest()?.params);
    if (target === undefined || target !== `${bucket}/${key}`) throw noSuchUpload();
    return [bucket, key];
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
