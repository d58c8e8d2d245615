// The Lambda Runtime API for one execution environment (AWS: "Using the Lambda runtime API for custom runtimes"), on 127.0.0.1.
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { InvokeError } from "./invoke-error.ts";
import { responseTooLarge } from "./invoke-error.ts";
import { payloadLimitBytes } from "./payload-limit.ts";

export interface Invocation {
  requestId: string;
  /** The event as JSON. */
  event: string;
  deadlineMs: number;
  functionArn: string;
  traceId: string;
}

/** What the runtime in the process says; `requestId` is the one it names, which may be wrong or late. */
export interface RuntimeApiListener {
  /** It asks for the next invocation: initialised, and free. */
  ready(): void;
  responded(requestId: string, json: string): void;
  failed(requestId: string, error: InvokeError): void;
  initFailed(error: InvokeError): void;
}

export interface RuntimeApi {
  /** `host:port`, the value of AWS_LAMBDA_RUNTIME_API. */
  address: string;
  /** Answers the runtime's pending `next`; call it once after each `ready`. */
  deliver(invocation: Invocation): void;
  close(): void;
}

const prefix = "/2018-06-01/runtime/";

/** Opens the API on a free port. One server for one environment, as in Lambda: AWS_LAMBDA_RUNTIME_API has no room for a path. */
export async function openRuntimeApi(listener: RuntimeApiListener): Promise<RuntimeApi> {
  let next: ServerResponse | undefined;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url?.startsWith(prefix) ? request.url.slice(prefix.length) : "";
    const [, requestId = "", outcome] = /^invocation\/([^/]+)\/(response|error)$/.exec(path) ?? [];
    if (request.method === "GET" && path === "invocation/next") {
      next = response;
      listener.ready();
    } else if (request.method === "POST" && outcome === "response") {
      const json = await read(request);
      if (json === undefined) listener.failed(requestId, responseTooLarge());
      else listener.responded(requestId, json);
      send(response, json === undefined ? 413 : 202, { status: json === undefined ? "RequestEntityTooLarge" : "OK" });
    } else if (request.method === "POST" && (outcome === "error" || path === "init/error")) {
      const error = toInvokeError((await read(request)) ?? "");
      if (outcome === "error") listener.failed(requestId, error);
      else listener.initFailed(error);
      send(response, 202, { status: "OK" });
    } else {
      send(response, 404, { errorType: "NotFound", errorMessage: `${request.method} ${request.url} is not in the Runtime API` });
    }
  }

  const server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
    // A request cut off half-way comes from a process that has ended, which its owner sees for itself.
    answer(request, response).catch(() => response.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The Runtime API has no port");

  return {
    address: `127.0.0.1:${address.port}`,
    deliver(invocation) {
      const response = next;
      next = undefined;
      response?.writeHead(200, {
        "content-type": "application/json",
        "content-length": Buffer.byteLength(invocation.event),
        "Lambda-Runtime-Aws-Request-Id": invocation.requestId,
        "Lambda-Runtime-Deadline-Ms": invocation.deadlineMs,
        "Lambda-Runtime-Invoked-Function-Arn": invocation.functionArn,
        "Lambda-Runtime-Trace-Id": invocation.traceId,
      });
      response?.end(invocation.event);
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** The whole body, or undefined when it is over the payload limit (read to its end and dropped). */
async function read(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes <= payloadLimitBytes) chunks.push(chunk);
  }
  return bytes <= payloadLimitBytes ? Buffer.concat(chunks).toString() : undefined;
}

function toInvokeError(json: string): InvokeError {
  const body: unknown = JSON.parse(json);
  const field = (name: string): unknown => (typeof body === "object" && body !== null ? Reflect.get(body, name) : undefined);
  const trace = field("trace") ?? field("stackTrace");
  return {
    errorType: String(field("errorType") ?? "Error"),
    errorMessage: String(field("errorMessage") ?? ""),
    ...(Array.isArray(trace) ? { trace: trace.map(String) } : {}),
  };
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
