// What uploads need of S3, each a request: where their logic meets the raw bucket.
import { upload } from "../../../generated/contracts.js";
import type { Upload } from "../../../generated/types/upload.d.ts";
import { readUpload } from "../../../generated/validators/read-upload.js";
import { writeUpload } from "../../../generated/validators/write-upload.js";
import { rawKeys } from "../../aws/keys.ts";
import {
  abandonParts,
  joinedObject,
  joinParts,
  openMultipart,
  type Part,
  type PartToSend,
  partsOf,
  partTarget,
} from "../../aws/multipart.ts";
import { putFirst, readText, replace } from "../../aws/records.ts";
import { accept } from "../../boundary/contract.ts";

/** The uploads in the raw bucket of that name; every record is held against its contract on its way in and out. */
export function uploadsIn(bucket: string) {
  const recordOf = (id: string) => ({ bucket, key: rawKeys.upload(id) });
  const scoresOf = (id: string) => ({ bucket, key: rawKeys.scores(id) });
  const multipartOf = ({ id, multipartId }: Upload) => ({ ...scoresOf(id), multipartId });
  const textOf = (record: Upload) => JSON.stringify(accept(upload.name, writeUpload, record));
  return {
    openParts: (id: string, contentType: string) => openMultipart({ ...scoresOf(id), contentType }),
    keep: async (record: Upload) => void (await putFirst(recordOf(record.id), textOf(record))),
    find: async (id: string) => {
      const text = await readText(recordOf(id));
      return text === undefined ? undefined : accept(upload.name, readUpload, JSON.parse(text));
    },
    target: (record: Upload, part: PartToSend, lifetimeSeconds: number) => partTarget(multipartOf(record), part, lifetimeSeconds),
    parts: (record: Upload) => partsOf(multipartOf(record)),
    join: async (record: Upload, parts: Part[]) => void (await joinParts(multipartOf(record), parts)),
    joined: (id: string) => joinedObject(scoresOf(id)),
    abandon: (record: Upload) => abandonParts(multipartOf(record)),
    replace: (record: Upload) => replace(recordOf(record.id), textOf(record)),
  };
}
