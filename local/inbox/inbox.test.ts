import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { Mail } from "../emulator/mail.ts";
import { type Inbox, startInbox } from "./inbox.ts";

let inbox: Inbox;
beforeEach(async () => {
  inbox = await startInbox({});
});
afterEach(() => inbox.stop());

const mail = (id: string, rest: Partial<Mail> = {}): Mail => ({
  id,
  kind: "notification",
  from: "Scoreline <no-reply@sns.amazonaws.com>",
  to: "staff@example.org",
  subject: `Scores ${id}`,
  body: "Quiz1  mean 83.67",
  topicArn: "arn:aws:sns:us-east-1:000000000000:mail",
  subscriptionArn: "arn:aws:sns:us-east-1:000000000000:mail:1",
  messageId: id,
  receivedAt: "2025-10-01T12:00:00.000Z",
  ...rest,
});
const get = (path: string, method = "GET") => fetch(`${inbox.url}${path}`, { method });
const ids = async () => Object(await (await get("/api/mails")).json()).map(({ id }: Mail) => id);

describe("the JSON API", () => {
  test("lists the mails newest first, gives one by its id, and clears them", async () => {
    for (const id of ["a", "b", "c"]) inbox.deliver(mail(id));
    expect(await ids()).toEqual(["c", "b", "a"]);
    expect(await (await get("/api/mails/b")).json()).toEqual(mail("b"));
    expect((await get("/api/mails", "DELETE")).status).toBe(204);
    expect(await ids()).toEqual([]);
    expect(inbox.mails).toEqual([]);
  });

  test.each([
    ["/api/mails/unknown", "GET", 404, null],
    ["/favicon.ico", "GET", 404, null],
    ["/api/mails", "POST", 405, "HEAD, GET, DELETE"],
    ["/", "DELETE", 405, "HEAD, GET"],
  ])("says what is wrong as problem+json: %s %s", async (path, method, status, allow) => {
    const answer = await get(path, method);
    expect([answer.status, answer.headers.get("content-type"), answer.headers.get("allow")]).toEqual([
      status,
      "application/problem+json",
      allow,
    ]);
    expect(await answer.json()).toMatchObject({ status });
  });

  test("keeps the last 10,000", async () => {
    for (let n = 0; n < 10_001; n++) inbox.deliver(mail(String(n)));
    expect([inbox.mails.length, inbox.mails[0]?.id]).toEqual([10_000, "1"]);
  });
});

describe("the page", () => {
  test.each([
    ["/", "text/html; charset=utf-8"],
    ["/page.js", "text/javascript; charset=utf-8"],
    ["/page.css", "text/css; charset=utf-8"],
  ])("comes with headers under which nothing of others runs or loads: %s", async (path, contentType) => {
    const { status, headers } = await get(path);
    expect([status, headers.get("content-type")]).toEqual([200, contentType]);
    const policy = headers.get("content-security-policy");
    for (const rule of ["default-src 'none'", "script-src 'self';", "frame-ancestors 'none'", "require-trusted-types-for 'script'"]) {
      expect(policy).toContain(rule);
    }
    expect(policy).not.toContain("unsafe");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  });

  test.each(["subscription-confirmation", "subscription-suspended", "unsubscribe-confirmation"] as const)(
    "has a label for a notice, and the API its kind: %s",
    async (kind) => {
      inbox.deliver(mail("a", { kind }));
      expect(await (await get("/api/mails")).json()).toMatchObject([{ kind }]);
      expect(await (await get("/page.js")).text()).toContain(`"${kind}": "`);
    },
  );

  test("loads nothing from another host", async () => {
    const page = await (await get("/")).text();
    const loaded = [...page.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, url]) => url);
    expect(loaded.toSorted()).toEqual(["/api/mails", "/page.css", "/page.js", "data:,"]);
  });

  test("is told of each mail as it comes, and when all are cleared", async () => {
    const stream = (await get("/api/events")).body?.pipeThrough(new TextDecoderStream()).getReader();
    let seen = "";
    const until = async (text: string) => {
      while (!seen.includes(text)) {
        const { value, done } = (await stream?.read()) ?? { done: true };
        if (done) throw new Error(`The stream ended with: ${seen}`);
        seen += value;
      }
    };
    await until("retry: 1000");
    const strange = mail("a", { body: "</script>\ndata: x\n\nevent: cleared\n" });
    inbox.deliver(strange);
    await until(`event: mail\ndata: ${JSON.stringify(strange)}\n\n`);
    await get("/api/mails", "DELETE");
    await until("event: cleared\ndata: \n\n");
  });
});

describe("one who waits for a mail", () => {
  test("gets the one that is there, or the next that comes", async () => {
    inbox.deliver(mail("here"));
    expect(await inbox.waitFor(({ id }) => id === "here")).toEqual(mail("here"));
    const next = inbox.waitFor(({ id }) => id === "later");
    inbox.deliver(mail("other"));
    inbox.deliver(mail("later"));
    expect(await next).toEqual(mail("later"));
  });

  test("is told when none comes in time, or when the inbox stops", async () => {
    await expect(inbox.waitFor(() => false, 1)).rejects.toThrow("No mail matched within 1 ms.");
    const waiting = inbox.waitFor(() => false);
    await inbox.stop();
    await expect(waiting).rejects.toThrow("Stopped while waiting for a mail.");
  });
});

test("it listens on 127.0.0.1 alone, and a port that is taken is an error with the code EADDRINUSE", async () => {
  expect(inbox.url).toBe(`http://127.0.0.1:${inbox.port}`);
  await expect(fetch(`http://127.0.0.2:${inbox.port}/`, { signal: AbortSignal.timeout(1_000) })).rejects.toThrow();
  await expect(startInbox({ port: inbox.port })).rejects.toMatchObject({ code: "EADDRINUSE", port: inbox.port });
});

test("it stops at once with a page open", async () => {
  const page = await get("/api/events");
  const from = performance.now();
  await inbox.stop();
  await Promise.allSettled([page.text()]);
  expect(performance.now() - from).toBeLessThan(1_000);
});
