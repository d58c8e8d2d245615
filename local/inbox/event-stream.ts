// Tells an open page of every mail as it comes, by server-sent events: `mail` with the mail as JSON, `cleared` with nothing.
import type { ServerResponse } from "node:http";
import type { Mailbox } from "./mailbox.ts";

export function streamEvents(mailbox: Mailbox, response: ServerResponse): void {
  response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8" });
  // After a restart of the stack the page is back within a second.
  response.write("retry: 1000\n\n");
  const end = mailbox.listen((event) => {
    const data = event.type === "mail" ? JSON.stringify(event.mail) : "";
    response.write(`event: ${event.type}\ndata: ${data}\n\n`);
  });
  response.on("close", end);
}
