// A body that is no JSON: handed over as it is, byte for byte.
import type middy from "@middy/core";
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { Problem } from "../problem.ts";

/**
 * Middleware: a body of one of `mediaTypes` becomes a Uint8Array. Throws a Problem for a body that is neither of them nor JSON. API Gateway
 * hands text over as decoded text, so that `text/*` is UTF-8 here, whatever its charset says; base64 stands for the very bytes.
 */
export function plainBytes(mediaTypes: readonly string[]): middy.MiddlewareObj<Omit<APIGatewayProxyEventV2, "body"> & { body?: unknown }> {
  return {
    before: ({ event }) => {
      const mediaType = mediaTypeOf(event.headers["content-type"]);
      if (isJson(mediaType)) return;
      if (!mediaTypes.includes(mediaType)) throw unsupported(["application/json", ...mediaTypes]);
      event.body = new Uint8Array(Buffer.from(String(event.body ?? ""), event.isBase64Encoded ? "base64" : "utf8"));
    },
  };
}

/** `text/csv` of `Text/CSV; charset=utf-8`; empty where none was sent. */
export function mediaTypeOf(contentType = ""): string {
  return (contentType.split(";")[0] ?? "").trim().toLowerCase();
}

function isJson(mediaType: string): boolean {
  return /^application\/([\w.+-]+\+)?json$/.test(mediaType);
}

function unsupported(accepted: readonly string[]): Problem {
  const [first, ...others] = accepted;
  const detail =
    others.length === 0
      ? `Send the score lines as JSON, with the header "Content-Type: ${first}".`
      : `Send the score lines as ${accepted.slice(0, -1).join(", ")} or ${accepted.at(-1)}, and say which in the header Content-Type.`;
  return new Problem("unsupported-media-type", detail, { headers: { accept: accepted.join(", ") } });
}
