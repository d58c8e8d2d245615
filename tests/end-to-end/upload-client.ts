// A client that uploads a file in parts, over HTTP alone; run by itself it is a process that can be killed:
// node upload-client.ts <API> <quizzes> <runs>. It prints the upload's id, then sends part after part.
import { crc32 } from "node:zlib";
import { accept } from "../../functions/boundary/contract.ts";
import type { UploadCreated } from "../../generated/types/upload-created.d.ts";
import type { UploadParts } from "../../generated/types/upload-parts.d.ts";
import type { UploadProgress } from "../../generated/types/upload-progress.d.ts";
import { readUploadCreated } from "../../generated/validators/read-upload-created.js";
import { readUploadParts } from "../../generated/validators/read-upload-parts.js";
import { readUploadProgress } from "../../generated/validators/read-upload-progress.js";
import { type ScoreFile, scoreFile } from "./score-file.ts";

export type PartTarget = UploadParts["parts"][number];
type Plan = Pick<UploadCreated, "partSizeBytes" | "partCount">;

export interface UploadClient {
  request(method: string, path: string, body?: object): Promise<Response>;
  create(file: ScoreFile, said?: object): Promise<UploadCreated>;
  progress(id: string): Promise<UploadProgress>;
  /** Asks for the URLs of parts of the file. */
  targets(id: string, plan: Plan, file: ScoreFile, numbers: number[]): Promise<PartTarget[]>;
  /** Asks for the URLs of parts and sends the parts, one after the other. */
  send(id: string, plan: Plan, file: ScoreFile, numbers: number[]): Promise<void>;
  complete(id: string): Promise<Response>;
}

/** @param own headers of every request to the API, such as the token */
export function uploadClient(api: string, own: Record<string, string> = {}): UploadClient {
  const request = (method: string, path: string, body?: object) =>
    fetch(`${api}${path}`, {
      method,
      headers: { ...own, ...(body && { "content-type": "application/json" }) },
      ...(body && { body: JSON.stringify(body) }),
    });
  const answered = async (response: Promise<Response>, status: number): Promise<unknown> => {
    const { status: actual, ...rest } = await response.then(async (answer) => ({ status: answer.status, text: await answer.text() }));
    if (actual !== status) throw new Error(`${actual} instead of ${status}: ${rest.text}`);
    return JSON.parse(rest.text);
  };
  const targets: UploadClient["targets"] = async (id, plan, file, numbers) => {
    const parts = numbers.map((number) => ({ number, crc32: checksumOf(partOf(file, plan, number)) }));
    const asked = await answered(request("POST", `/uploads/${id}/parts`, { parts }), 200);
    return accept("upload-parts", readUploadParts, asked).parts;
  };
  return {
    request,
    create: async ({ sizeBytes }, said) =>
      accept(
        "upload-created",
        readUploadCreated,
        await answered(request("POST", "/uploads", { sizeBytes, contentType: "text/csv", ...said }), 201),
      ),
    progress: async (id) => accept("upload-progress", readUploadProgress, await answered(request("GET", `/uploads/${id}`), 200)),
    targets,
    send: async (id, plan, file, numbers) => {
      for (const target of await targets(id, plan, file, numbers)) {
        const answer = await put(target, partOf(file, plan, target.number));
        if (!answer.ok) throw new Error(`Part ${target.number}: ${answer.status} ${await answer.text()}`);
      }
    },
    complete: (id) => request("POST", `/uploads/${id}/complete`),
  };
}

/** The bytes of a part. */
export function partOf(file: ScoreFile, { partSizeBytes }: Plan, number: number): Buffer<ArrayBuffer> {
  return file.slice((number - 1) * partSizeBytes, Math.min(number * partSizeBytes, file.sizeBytes));
}

/** Sends bytes to where a part goes, as the API says that it is done. */
export function put({ url, headers }: PartTarget, body: Buffer<ArrayBuffer>): Promise<Response> {
  return fetch(url, { method: "PUT", headers, body });
}

export function checksumOf(bytes: Uint8Array): string {
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(bytes));
  return checksum.toString("base64");
}

/** The numbers of all parts. */
export function allParts({ partCount }: Pick<Plan, "partCount">): number[] {
  return Array.from({ length: partCount }, (_, index) => index + 1);
}

if (import.meta.main) {
  const [api = "", quizCount, runs] = process.argv.slice(2);
  const client = uploadClient(api);
  const file = scoreFile({ quizCount: Number(quizCount), runs: Number(runs) });
  const upload = await client.create(file);
  console.log(upload.id);
  await client.send(upload.id, upload, file, allParts(upload).slice(0, 100));
}
