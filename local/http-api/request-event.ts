// A request as the event that a function is invoked with: payload format 2.0 of HTTP APIs.
import { randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { APIGatewayEventRequestContextJWTAuthorizer, APIGatewayProxyEventV2 } from "aws-lambda";
import type { RouteMatch } from "./route-table.ts";

export interface Received {
  request: IncomingMessage;
  requestId: string;
  /** Still percent-encoded. */
  path: string;
  queryString: string;
  body: Buffer;
  at: Date;
  /** What the authoriser says of the token, where the route has one. */
  authorizer?: APIGatewayEventRequestContextJWTAuthorizer;
}

/** Headers that belong to the connection, not to the request (RFC 9110, section 7.6.1), and the cookies, which have a field of their own. */
const leftOut = new Set([
  "connection",
  "cookie",
  "expect",
  "keep-alive",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

const textTypes = /^(text\/.+|application\/(json|xml|javascript|.+\+json))$/;

/**
 * The event (AWS: "Create AWS Lambda proxy integrations for HTTP APIs", format 2.0). `rawPath` is decoded, as the service does in spite of
 * the name; fields without content are absent. Text types are handed over as UTF-8 text, whatever their charset says; everything else, also
 * without a content type or with a content encoding, as base64. Different here: `http` instead of `https`.
 */
export function toEvent(received: Received, { routeKey, pathParameters }: RouteMatch): APIGatewayProxyEventV2 {
  const { request, requestId, queryString, body, at, authorizer } = received;
  const { method = "", httpVersion } = request;
  const sourceIp = request.socket.remoteAddress ?? "";
  const headers = toHeaders(received, sourceIp);
  const cookies = (request.headers.cookie ?? "").split(/; */).filter((cookie) => cookie !== "");
  const query = joined(new URLSearchParams(queryString));
  const rawPath = decodeURIComponent(received.path);
  const { host = "" } = headers;
  const domainName = host.replace(/:\d+$/, "");
  const isBase64Encoded = body.length > 0 && !isText(headers["content-type"], headers["content-encoding"]);
  return {
    version: "2.0",
    routeKey,
    rawPath,
    rawQueryString: queryString,
    ...(cookies.length > 0 ? { cookies } : {}),
    headers,
    ...(Object.keys(query).length > 0 ? { queryStringParameters: query } : {}),
    requestContext: {
      accountId: "000000000000",
      apiId: "local",
      ...(authorizer && { authorizer }),
      domainName,
      domainPrefix: domainName.split(".")[0] ?? "",
      http: { method, path: rawPath, protocol: `HTTP/${httpVersion}`, sourceIp, userAgent: headers["user-agent"] ?? "" },
      requestId,
      routeKey,
      stage: "$default",
      time: commonLogTime(at),
      timeEpoch: at.getTime(),
    },
    ...(Object.keys(pathParameters).length > 0 ? { pathParameters } : {}),
    ...(body.length > 0 ? { body: body.toString(isBase64Encoded ? "base64" : "utf8") } : {}),
    isBase64Encoded,
  };
}

/** Names in lower case, values of the same name joined by commas; what the gateway itself adds or sets replaces what the client said. */
function toHeaders({ request, body, at }: Received, sourceIp: string): Record<string, string> {
  const named: [string, string][] = [];
  for (let index = 0; index < request.rawHeaders.length; index += 2) {
    named.push([(request.rawHeaders[index] ?? "").toLowerCase(), request.rawHeaders[index + 1] ?? ""]);
  }
  const sent = joined(named.filter(([name]) => !leftOut.has(name)));
  const forwarded = sent["x-forwarded-for"];
  return {
    ...sent,
    "content-length": String(body.length),
    "x-amzn-trace-id":
      sent["x-amzn-trace-id"] ?? `Root=1-${Math.floor(at.getTime() / 1000).toString(16)}-${randomBytes(12).toString("hex")}`,
    "x-forwarded-for": forwarded === undefined ? sourceIp : `${forwarded}, ${sourceIp}`,
    "x-forwarded-port": String(request.socket.localPort),
    "x-forwarded-proto": "http",
  };
}

function joined(entries: Iterable<[string, string]>): Record<string, string> {
  const values = new Map<string, string>();
  for (const [name, value] of entries) {
    const earlier = values.get(name);
    values.set(name, earlier === undefined ? value : `${earlier},${value}`);
  }
  return Object.fromEntries(values);
}

function isText(contentType = "", contentEncoding = "identity"): boolean {
  const [mediaType = ""] = contentType.split(";");
  return contentEncoding === "identity" && textTypes.test(mediaType.trim().toLowerCase());
}

/** "12/Mar/2020:19:03:58 +0000" */
function commonLogTime(at: Date): string {
  const [, day, month, year, time] = /^\w+, (\d+) (\w+) (\d+) ([\d:]+) GMT$/.exec(at.toUTCString()) ?? [];
  return `${day}/${month}/${year}:${time} +0000`;
}
