// Who opens a multipart upload with a checksum algorithm has to name each part's checksum when completing it (400 `InvalidRequest`), and the right one
// (400 `InvalidPart`). fauxqs does not look at them.
import { type Request, S3Error } from "../fauxqs.ts";
import type { OpenUpload } from "./part-listing.ts";

export function verifyPartChecksums(request: Request | undefined, { checksumAlgorithm, parts }: OpenUpload): void {
  if (checksumAlgorithm === undefined) return;
  for (const [, part = ""] of String(request?.body ?? "").matchAll(/<Part>([\s\S]*?)<\/Part>/g)) {
    const number = Number(/<PartNumber>(\d+)<\/PartNumber>/.exec(part)?.[1]);
    const checksum = new RegExp(`<Checksum${checksumAlgorithm}>(.*?)</Checksum${checksumAlgorithm}>`).exec(part)?.[1];
    const algorithm = checksumAlgorithm.toLowerCase();
    if (checksum === undefined) {
      throw new S3Error(
        "InvalidRequest",
        `The upload was created using a ${algorithm} checksum. The complete request must include the checksum for each part. It was missing for part ${number} in the request.`,
        400,
      );
    }
    if (checksum !== parts.get(number)?.checksum) {
      throw new S3Error(
        "InvalidPart",
        "One or more of the specified parts could not be found. The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
        400,
      );
    }
  }
}
