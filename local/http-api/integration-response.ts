// What a function returned as the response that the client gets.
import { validateHeaderName, validateHeaderValue } from "node:http";

export interface HttpResponse {
  statusCode: number;
  headers: Record<string, string | string[]>;
  body: Buffer;
}

/** Headers that the gateway sets itself. */
const ownHeaders = new Set(["connection", "content-length", "keep-alive", "transfer-encoding", "upgrade"]);

/**
 * By format 2.0 (AWS: "Lambda function response for format 2.0"): with a `statusCode` the answer is taken as structured; without, it is
 * itself the body of a 200 `application/json`. A structured body without a content type is `text/plain`. Undefined when a structured
 * answer is malformed, which the gateway turns into its 500.
 */
export function toHttpResponse(payload: unknown): HttpResponse | undefined {
  const field = (name: string): unknown => (isRecord(payload) ? payload[name] : undefined);
  const statusCode = field("statusCode");
  if (statusCode === undefined) {
    const body = typeof payload === "string" ? payload : JSON.stringify(payload ?? null);
    return { statusCode: 200, headers: { "content-type": "application/json" }, body: Buffer.from(body) };
  }
  const headers = toHeaders(field("headers") ?? {}, field("cookies") ?? []);
  const body = field("body") ?? "";
  if (!isStatus(statusCode) || headers === undefined || typeof body !== "string") return undefined;
  if (body !== "" && !("content-type" in headers)) headers["content-type"] = "text/plain;charset=UTF-8";
  return { statusCode, headers, body: Buffer.from(body, field("isBase64Encoded") === true ? "base64" : "utf8") };
}

function isStatus(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 200 && value <= 599;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function toHeaders(headers: unknown, cookies: unknown): Record<string, string | string[]> | undefined {
  if (!isRecord(headers) || !Array.isArray(cookies)) return undefined;
  const result: Record<string, string | string[]> = {};
  try {
    for (const [name, value] of Object.entries(headers)) {
      if (ownHeaders.has(name.toLowerCase())) continue;
      if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") return undefined;
      validateHeaderName(name);
      validateHeaderValue(name, String(value));
      result[name.toLowerCase()] = String(value);
    }
    for (const cookie of cookies) validateHeaderValue("set-cookie", cookie);
  } catch {
    return undefined;
  }
  const { "set-cookie": own = [] } = result;
  if (cookies.length > 0) result["set-cookie"] = [own, cookies].flat();
  return result;
}
