// What the gateway tells browsers about pages of other origins: the CORS headers of its answers.
import type { IncomingHttpHeaders } from "node:http";
import type { Cors } from "../../generated/types/pipeline.d.ts";
import type { HttpResponse } from "./integration-response.ts";

/** The request, as far as CORS goes by it. */
export interface CorsRequest {
  method?: string | undefined;
  headers: IncomingHttpHeaders;
}

/**
 * The answer as the gateway sends it on (AWS: "Configure CORS for HTTP APIs"): what a function said about CORS is dropped, and what the
 * configuration says is added, to an answer of the gateway's own too. Nothing is added for a request without an Origin, or with one that is
 * not allowed: it is answered all the same, and the browser keeps the answer from the page.
 */
export function withCors({ headers, ...response }: HttpResponse, cors: Cors, request: CorsRequest): HttpResponse {
  const own = Object.entries(headers).filter(([name]) => !name.startsWith("access-control-"));
  const { vary, ...added } = corsHeaders(cors, request);
  const varies = [headers.vary ?? [], vary ?? []].flat().join(", ");
  return { ...response, headers: { ...Object.fromEntries(own), ...added, ...(varies === "" ? {} : { vary: varies }) } };
}

/**
 * A preflight is an OPTIONS request with Origin and Access-Control-Request-Method; another OPTIONS request gets no header. Where the page asks
 * for a method or a header that is not allowed, it gets none either, as the service was seen to do.
 */
function corsHeaders(cors: Cors, { method, headers }: CorsRequest): Record<string, string> {
  const { origin, "access-control-request-method": askedMethod, "access-control-request-headers": askedHeaders = "" } = headers;
  if (origin === undefined || !cors.allowOrigins.some((allowed) => matches(allowed, origin))) return {};
  const allowed: Record<string, string> = cors.allowOrigins.includes("*")
    ? { "access-control-allow-origin": "*" }
    : { "access-control-allow-origin": origin, vary: "origin" };
  if (method !== "OPTIONS")
    return { ...allowed, ...(cors.exposeHeaders.length > 0 && { "access-control-expose-headers": cors.exposeHeaders.join(",") }) };
  if (askedMethod === undefined || !cors.allowMethods.includes(askedMethod)) return {};
  if (!names(askedHeaders).every((name) => cors.allowHeaders.includes(name))) return {};
  return {
    ...allowed,
    "access-control-allow-methods": cors.allowMethods.join(","),
    ...(cors.allowHeaders.length > 0 && { "access-control-allow-headers": cors.allowHeaders.join(",") }),
    "access-control-max-age": String(cors.maxAgeSeconds),
  };
}

/** `*` is every origin, `https://*` every one that begins with https://; another is matched to the letter. */
function matches(allowed: string, origin: string): boolean {
  return allowed.endsWith("*") ? origin.startsWith(allowed.slice(0, -1)) : origin === allowed;
}

function names(list: string): string[] {
  return list
    .toLowerCase()
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
}
