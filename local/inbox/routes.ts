// The inbox over HTTP. A mail's text is untrusted: it leaves as JSON alone, and the page puts it in as text.
import { readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { streamEvents } from "./event-stream.ts";
import type { Mailbox } from "./mailbox.ts";

/** Nothing but the page's own files runs or loads, and no text can become markup (`require-trusted-types-for`). */
const SECURITY_HEADERS = {
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "cache-control": "no-store",
};

type Answer = (request: IncomingMessage, response: ServerResponse) => void;
type Methods = Record<string, Answer>;

const text =
  (type: string, content: string | Buffer): Answer =>
  (_request, response) =>
    response.writeHead(200, { "content-type": `${type}; charset=utf-8` }).end(content);

function sendJson(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { "content-type": "application/json; charset=utf-8" }).end(JSON.stringify(value));
}

/** RFC 9457. */
function sendProblem(response: ServerResponse, status: number, title: string, headers: Record<string, string> = {}): void {
  response.writeHead(status, { "content-type": "application/problem+json", ...headers });
  response.end(JSON.stringify({ type: "about:blank", title, status }));
}

function routes(mailbox: Mailbox): Map<string, Methods> {
  const file = (name: string) => readFileSync(join(import.meta.dirname, "page", name));
  return new Map<string, Methods>([
    ["/", { GET: text("text/html", file("page.html")) }],
    ["/page.css", { GET: text("text/css", file("page.css")) }],
    ["/page.js", { GET: text("text/javascript", file("page.js")) }],
    ["/api/events", { GET: (_request, response) => streamEvents(mailbox, response) }],
    [
      "/api/mails",
      {
        GET: (_request, response) => sendJson(response, mailbox.mails.toReversed()),
        DELETE: (_request, response) => {
          mailbox.clear();
          response.writeHead(204).end();
        },
      },
    ],
  ]);
}

function oneMail(mailbox: Mailbox, id: string): Methods | undefined {
  const mail = mailbox.mails.find((each) => each.id === id);
  return mail && { GET: (_request, response) => sendJson(response, mail) };
}

export function answerWith(mailbox: Mailbox): Answer {
  const known = routes(mailbox);
  return (request, response) => {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
    const path = (request.url ?? "/").replace(/\?.*$/s, "");
    const id = /^\/api\/mails\/([^/]+)$/.exec(path)?.[1];
    const methods = id === undefined ? known.get(path) : oneMail(mailbox, id);
    if (methods === undefined) return sendProblem(response, 404, id === undefined ? "There is nothing here" : "There is no such mail");
    // Node leaves the body of an answer to HEAD out.
    const answer = methods[request.method === "HEAD" ? "GET" : (request.method ?? "")];
    if (answer === undefined)
      return sendProblem(response, 405, "Method not allowed", { allow: ["HEAD", ...Object.keys(methods)].join(", ") });
    answer(request, response);
  };
}
