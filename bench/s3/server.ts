// Answers GetObject as S3 does, over https and with the checksum of the whole object. Says its port in a line, and ends with its standard input.

import { createReadStream, readFileSync, statSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { createServer } from "node:https";
import { basename } from "node:path";
import { pipeline } from "node:stream";
import { crc32 } from "node:zlib";
import { CHUNK_BYTES, readChunks } from "../task.ts";
import type { ServerTask } from "./tasks.ts";
import { WRONG_CHECKSUM } from "./tasks.ts";

const { certificate, key, files }: ServerTask = JSON.parse(process.argv[2] ?? "");

interface StoredFile {
  path: string;
  sizeBytes: number;
  checksum: string;
}

const stored = new Map<string, StoredFile>();
for (const path of files) {
  let checksum = 0;
  for await (const chunk of readChunks(path)) checksum = crc32(chunk, checksum);
  stored.set(basename(path), { path, sizeBytes: statSync(path).size, checksum: base64Of(checksum) });
}

const server = createServer({ cert: readFileSync(certificate), key: readFileSync(key) }, ({ method, url }, response) => {
  // /bucket/key, or /bucket/WRONG_CHECKSUM/key
  const path = new URL(url ?? "/", "https://localhost").pathname.split("/").slice(2);
  const file = stored.get(path.at(-1) ?? "");
  if (method !== "GET" || file === undefined) response.writeHead(404).end();
  else send(file, response, path[0] === WRONG_CHECKSUM ? base64Of(~0) : file.checksum);
});
server.listen(0, "localhost", () => console.log(JSON.stringify(server.address())));
process.stdin.resume().on("end", () => process.exit());

function send({ path, sizeBytes }: StoredFile, response: ServerResponse, checksum: string): void {
  response.writeHead(200, {
    "content-length": sizeBytes,
    "content-type": "text/csv",
    etag: '"bench"',
    "x-amz-checksum-crc32": checksum,
    "x-amz-checksum-type": "FULL_OBJECT",
    "x-amz-request-id": "bench",
  });
  // A client that goes away is not the server's fault.
  pipeline(createReadStream(path, { highWaterMark: CHUNK_BYTES }), response, () => {});
}

/** A CRC-32 as S3 writes it: its four bytes, the highest first. */
function base64Of(checksum: number): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(checksum >>> 0);
  return bytes.toString("base64");
}
