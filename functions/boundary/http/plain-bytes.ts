// A body that is no JSON: handed over as it is, byte for byte.
import type middy from "@middy/core";
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { Problem } from "../problem.ts";

/**
 * Middleware: a body of one of `mediaTypes` becomes a Uint8Array. Throws a Problem for a body that is neither of them nor JSON. API Gateway
 * hands text over as decoded text, as if all of it were UTF-8: text that says it is something else is refused. Base64 stands for the very bytes.
 */
export function plainBytes(mediaTypes: readonly string[]): middy.MiddlewareObj<Omit<APIGatewayProxyEventV2, "body"> & { body?: unknown }> {
  return {
    before: ({ event }) => {
      const mediaType = mediaTypeOf(event.headers["content-type"]);
      if (isJson(mediaType)) return;
      const accepted = ["application/json", ...mediaTypes];
      if (!mediaTypes.includes(mediaType)) throw unsupported(accepted, whichTypes(accepted));
      const charset = charsetOf(event.headers["content-type"]);
      if (!event.isBase64Encoded && !isUtf8(charset)) throw unsupported(accepted, notUtf8(mediaType, charset));
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

/** `iso-8859-1` of `text/csv; charset="ISO-8859-1"`; UTF-8 where none was said. */
function charsetOf(contentType = ""): string {
  const [, charset = "utf-8"] = /;\s*charset="?([^";\s]+)/i.exec(contentType) ?? [];
  return charset.toLowerCase();
}

function isUtf8(charset: string): boolean {
  return ["utf-8", "utf8", "us-ascii", "ascii"].includes(charset);
}

function unsupported(accepted: readonly string[], detail: string): Problem {
  return new Problem("unsupported-media-type", detail, { headers: { accept: accepted.join(", ") } });
}

function whichTypes(accepted: readonly string[]): string {
  const [first, ...others] = accepted;
  if (others.length === 0) return `Send the score lines as JSON, with the header "Content-Type: ${first}".`;
  return `Send the score lines as ${accepted.slice(0, -1).join(", ")} or ${accepted.at(-1)}, and say which in the header Content-Type.`;
}

function notUtf8(mediaType: string, charset: string): string {
  return (
    `${mediaType} is taken as UTF-8, and this says that it is ${charset}. Send it as UTF-8; or send its bytes with the header ` +
    '"Content-Type: application/octet-stream", and say in the query what they are, such as encoding=windows-1252.'
  );
}
