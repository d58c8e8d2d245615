// POST /uploads/{id}/parts: where parts are sent.
import type { Upload } from "../../../generated/types/upload.d.ts";
import type { UploadParts } from "../../../generated/types/upload-parts.d.ts";
import type { UploadPartsRequest } from "../../../generated/types/upload-parts-request.d.ts";
import type { PartToSend } from "../../aws/multipart.ts";
import { partSize } from "../../aws/part-size.ts";
import { Problem } from "../../boundary/problem.ts";
import { requireOpen, unknownUpload } from "./upload-problems.ts";

export interface Addressing {
  find: (id: string) => Promise<Upload | undefined>;
  /** Signs where a part is PUT. */
  target: (upload: Upload, part: PartToSend, lifetimeSeconds: number) => Promise<{ url: string; headers: Record<string, string> }>;
  urlLifetimeSeconds: number;
  now?: () => Date;
}

/** A URL for each part. Throws a Problem where the upload is not open, or has no such part. */
export async function addressParts(
  id: string,
  { parts }: UploadPartsRequest,
  { find, target, urlLifetimeSeconds, now = () => new Date() }: Addressing,
): Promise<UploadParts> {
  const upload = await find(id);
  if (upload === undefined) throw unknownUpload(id);
  const at = now();
  requireOpen(upload, at);
  requireParts(parts, upload);
  return {
    parts: await Promise.all(
      parts.map(async ({ number, crc32 }) => {
        const sizeBytes = partSize(number, upload);
        return { number, sizeBytes, ...(await target(upload, { number, sizeBytes, crc32 }, urlLifetimeSeconds)) };
      }),
    ),
    expiresAt: new Date(at.getTime() + urlLifetimeSeconds * 1000).toISOString(),
  };
}

function requireParts(parts: UploadPartsRequest["parts"], { partCount }: Upload): void {
  const errors = parts.flatMap(({ number }, index) =>
    number <= partCount
      ? []
      : [{ pointer: `/parts/${index}/number`, code: "no-such-part", detail: `There is no part ${number}: the last one is ${partCount}.` }],
  );
  const [first] = errors;
  if (first) throw new Problem("invalid-request", `${first.detail} See errors for each place.`, { errors });
}
