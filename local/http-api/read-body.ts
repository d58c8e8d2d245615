// The body of a request, up to the gateway's limit.
import type { IncomingMessage } from "node:http";

/** HTTP API quota "Payload size". */
const bodyLimitBytes = 10 * 1024 * 1024;

/** The body, or undefined as soon as it is known to be over 10 MB. Rejects when the client goes away. */
export async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  if (Number(request.headers["content-length"] ?? 0) > bodyLimitBytes) return undefined;
  const chunks: Buffer[] = [];
  let bytes = 0;
  // The stream is left open at the end of the loop: destroying it would take the socket, and the answer, with it.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    bytes += chunk.length;
    if (bytes > bodyLimitBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
