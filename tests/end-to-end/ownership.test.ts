// Whose submissions are whose, where the API asks for tokens: what others are told, what lists show, what can be corrected, and what it costs.
import { PutObjectCommand } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { v7 as uuidV7 } from "uuid";
import { ownedKey, rawKeys } from "../../functions/aws/keys.ts";
import { accept } from "../../functions/boundary/contract.ts";
import { readSubmissionList } from "../../generated/validators/read-submission-list.js";
import submissions from "../../schemas/examples/submission.json" with { type: "json" };
import { type CallerName, type GuardedStack, startGuardedStack } from "./callers.ts";
import { scoreFile } from "./score-file.ts";
import { allParts, uploadClient } from "./upload-client.ts";

let stack: GuardedStack;
/** One of the owner's, one of a machine client's, and one that was accepted while nobody was asked who they are. */
let owners: string;
let machines: string;
const nobodys = uuidV7();
const unknown = uuidV7();
beforeAll(async () => {
  stack = await startGuardedStack();
  owners = await stack.submitAs("owner", ["Quiz1,85,76,90"]);
  machines = await stack.submitAs("machine client", ["Quiz1,85"]);
  const acceptedAt = new Date().toISOString();
  const Body = JSON.stringify({ ...submissions.valid[0]?.value, id: nobodys, acceptedAt });
  await stack.s3.send(new PutObjectCommand({ Bucket: stack.resources.buckets.raw, Key: rawKeys.submission(nobodys), Body }));
}, 60_000);
afterAll(() => stack.stop());

/** The status, and the requests of S3 that the function made for it. */
async function counted(caller: CallerName, route: string, body?: object) {
  const [before, { all }] = [stack.emulator.requests.all.length, stack.emulator.requests];
  const { status } = await stack.ask(caller, route, body);
  const own = all.slice(before).filter(({ service, by }) => service === "s3" && ["result-reader", "request-receiver"].includes(by));
  return { status, requests: own.map(({ operation, resource }) => `${operation} ${resource.split("/").at(-1)}`) };
}

describe("to a stranger a submission does not exist", () => {
  const paths = (id: string) =>
    ["", "/statistics", "/problems", "/statistics?format=canvas"].map((rest) => `GET /submissions/${id}${rest}`);
  /** An answer without what is of its own request alone. */
  async function told(route: string, id: string) {
    const response = await stack.ask("stranger", route);
    const text = (await response.text()).replaceAll(id, "ID").replace(/"instance":"[^"]*"/, "");
    const headers = Object.fromEntries([...response.headers].filter(([name]) => !["date", "apigw-requestid"].includes(name)));
    return { status: response.status, text, headers };
  }

  test("its paths answer like those of an id that there is not", async () => {
    for (const [index, route] of paths(owners).entries()) {
      const answer = await told(route, owners);
      expect(answer).toEqual(await told(paths(unknown)[index] ?? "", unknown));
      expect(answer.status).toBe(404);
    }
  });

  test("an upload's paths do, too", async () => {
    const client = uploadClient(stack.api.url, await stack.headersOf("owner"));
    const { id } = await client.create(scoreFile({ quizCount: 1, runs: 1 }));
    for (const [method, rest] of [
      ["GET", ""],
      ["DELETE", ""],
      ["POST", "/complete"],
    ] as const) {
      const route = (upload: string) => `${method} /uploads/${upload}${rest}`;
      expect(await told(route(id), id)).toEqual(await told(route(unknown), unknown));
    }
    // While it is open it is a submission already, of which its owner alone is told.
    expect(await told(`GET /submissions/${id}`, id)).toEqual(await told(`GET /submissions/${unknown}`, unknown));
    expect((await stack.ask("owner", `GET /submissions/${id}`)).status).toBe(200);
    expect((await client.progress(id)).state).toBe("open");
  });
});

test("what was accepted while nobody was asked is nobody's: it is read with read-all alone", async () => {
  for (const caller of ["owner", "stranger", "machine client"] as const)
    expect((await stack.ask(caller, `GET /submissions/${nobodys}`)).status).toBe(404);
  expect((await stack.ask("read-all", `GET /submissions/${nobodys}`)).status).toBe(200);
});

describe("lists", () => {
  async function listed(caller: CallerName): Promise<string[]> {
    const ids: string[] = [];
    for (let path: string | undefined = "/submissions?limit=1"; path; ) {
      const response: Response = await stack.ask(caller, `GET ${path}`);
      const page = accept("submission-list", readSubmissionList, await response.json());
      ids.push(...page.submissions.map(({ id }) => id));
      path = page.links.next;
    }
    return ids;
  }

  test("each sees their own, and who has read-all sees all", async () => {
    expect(await listed("owner")).toEqual([owners]);
    expect(await listed("machine client")).toEqual([machines]);
    expect(await listed("stranger")).toEqual([]);
    expect((await listed("read-all")).sort()).toEqual([owners, machines, nobodys].sort());
  });

  test("an upload is listed when it is completed", async () => {
    const client = uploadClient(stack.api.url, await stack.headersOf("stranger"));
    const file = scoreFile({ quizCount: 1, runs: 1 });
    const upload = await client.create(file);
    await client.send(upload.id, upload, file, allParts(upload));
    expect(await listed("stranger")).toEqual([]);
    expect((await client.complete(upload.id)).status).toBe(202);
    expect(await listed("stranger")).toEqual([upload.id]);
  });

  test("nobody reads a name off the keys", async () => {
    const keys = await stack.keys("raw");
    expect(keys).toContain(ownedKey("owner-1", owners));
    expect(keys.join()).not.toMatch(/owner-1|machine-client/);
  });
});

describe("a correction", () => {
  const correct = async (caller: CallerName, replaces: string, route = "POST /submissions") => {
    const body = route === "POST /uploads" ? { sizeBytes: 10, contentType: "text/csv" } : { data: ["Quiz1,86"] };
    const response = await stack.ask(caller, route, { ...body, replaces });
    return { status: response.status, body: Object(await response.json()) };
  };

  test.each(["POST /submissions", "POST /uploads"])(
    "%s corrects what one may read, and for the rest there is nothing to correct",
    async (route) => {
      const accepted = route === "POST /uploads" ? 201 : 202;
      expect((await correct("owner", owners, route)).status).toBe(accepted);
      expect((await correct("read-all", owners, route)).status).toBe(accepted);
      const [others, none] = [await correct("stranger", owners, route), await correct("stranger", unknown, route)];
      expect(others).toMatchObject({ status: 422, body: { errors: [{ pointer: "/replaces", code: "unknown-submission" }] } });
      expect(others.body.detail.replace(owners, "")).toBe(none.body.detail.replace(unknown, ""));
      expect((await correct("owner", nobodys, route)).status).toBe(422);
    },
  );
});

test("the same Idempotency-Key of two callers is two submissions", async () => {
  const send = async (caller: CallerName) => {
    const response = await stack.ask(caller, "POST /submissions", { data: ["Quiz1,85"] }, { "idempotency-key": "k" });
    return Object(await response.json()).id;
  };
  const [first, again, other] = [await send("owner"), await send("owner"), await send("stranger")];
  expect(again).toBe(first);
  expect(other).not.toBe(first);
});

describe("what it costs", () => {
  const costs: [CallerName, string, string[]][] = [
    ["read-all", "", ["ListObjectsV2 scoreline-results", "HeadObject statistics.json"]],
    ["owner", "", ["GetObject submission.json", "ListObjectsV2 scoreline-results", "HeadObject statistics.json"]],
    ["read-all", "/statistics", ["GetObject statistics.json"]],
    ["owner", "/statistics", ["GetObject submission.json", "GetObject statistics.json"]],
    ["stranger", "/statistics", ["GetObject submission.json"]],
    ["owner", "/problems", ["GetObject submission.json", "ListObjectsV2 scoreline-results", "GetObject statistics.json"]],
  ];

  test.each(costs)("%s of GET /submissions/{id}%s: %j", async (caller, rest, requests) => {
    expect((await counted(caller, `GET /submissions/${owners}${rest}`)).requests).toEqual(requests);
  });

  test("a page of one's own submissions, or of all, takes two requests", async () => {
    for (const caller of ["owner", "read-all"] as const)
      expect((await counted(caller, "GET /submissions")).requests.map((request) => request.split(" ")[0])).toEqual(
        Array(2).fill("ListObjectsV2"),
      );
  });

  test("a submission takes one PUT more; a dry run takes nothing", async () => {
    const { requests } = await counted("owner", "POST /submissions", { data: ["Quiz1,85"] });
    expect(requests).toEqual([
      "PutObject scores.csv",
      "PutObject submission.json",
      expect.stringMatching(/^PutObject [0-9a-f]{12}-[0-9a-f-]{36}$/),
    ]);
    expect(await counted("owner", "POST /submissions?dryRun=true", { data: ["Quiz1,85"] })).toEqual({ status: 200, requests: [] });
  });

  test("an upload's paths take nothing more: its record says whose it is", async () => {
    const { id } = Object(await (await stack.ask("owner", "POST /uploads", { sizeBytes: 10, contentType: "text/csv" })).json());
    expect((await counted("owner", `GET /uploads/${id}`)).requests).toEqual(["GetObject upload.json", expect.stringMatching(/^ListParts/)]);
    expect((await counted("stranger", `DELETE /uploads/${id}`)).requests).toEqual(["GetObject upload.json"]);
  });
});
