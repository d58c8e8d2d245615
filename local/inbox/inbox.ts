// Where the mails of the local stack arrive: a page, a small JSON API, and a promise for tests.
import { once } from "node:events";
import { createServer } from "node:http";
import type { Deliver, Mail } from "../emulator/mail.ts";
import { Mailbox } from "./mailbox.ts";
import { answerWith } from "./routes.ts";

export interface Inbox {
  url: string;
  port: number;
  /** Give it to the emulator; it needs no `this`. */
  deliver: Deliver;
  /** In the order they came; the last 10,000. */
  mails: readonly Mail[];
  /** The first mail that matches, of those that are here or else of those that come; rejects after `timeoutMs` (10 s) and when the inbox stops. */
  waitFor(matches: (mail: Mail) => boolean, timeoutMs?: number): Promise<Mail>;
  /** Ends open pages' connections at once. */
  stop(): Promise<void>;
}

/**
 * Bound to 127.0.0.1.
 * @param options.port any free one when 0 or absent
 * @throws an error whose code is `EADDRINUSE` when the port is taken
 */
export async function startInbox({ port = 0 }: { port?: number }): Promise<Inbox> {
  const mailbox = new Mailbox();
  const server = createServer(answerWith(mailbox));
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const actualPort = typeof address === "object" && address !== null ? address.port : port;
  return {
    url: `http://127.0.0.1:${actualPort}`,
    port: actualPort,
    deliver: (mail) => mailbox.deliver(mail),
    mails: mailbox.mails,
    waitFor: (matches, timeoutMs = 10_000) => mailbox.waitFor(matches, timeoutMs),
    stop: async () => {
      mailbox.stop();
      if (!server.listening) return;
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}
