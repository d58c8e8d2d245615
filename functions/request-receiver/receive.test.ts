import { expect, test } from "@jest/globals";
import type { RawDataStored } from "../../generated/types/raw-data-stored.d.ts";
import type { Submission } from "../../generated/types/submission.d.ts";
import type { Caller } from "../boundary/http/caller.ts";
import { announcementOf } from "./announcement.ts";
import { readAsked } from "./asked.ts";
import { type Receiving, receive } from "./receive.ts";

const id = "01a21000-7d3b-7b8e-9b59-0a5f6f0f6a11";
const traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

/** Receives a JSON body, with what was stored and announced, in order; `failing` is the step that fails. */
async function run(body: { data: string[] }, failing?: string, caller: Caller = "anybody") {
  const done: string[] = [];
  const stored: { text: string; contentType: string; submission?: Submission } = { text: "", contentType: "" };
  const announced: RawDataStored[] = [];
  const step = (name: string) => {
    done.push(name);
    if (failing === name) throw new Error(`${name} fails`);
  };
  const never = () => Promise.reject(new Error("There is no key."));
  const receiving: Receiving = {
    storeScores: async ({ submissionId, body, sha256, contentType }) => {
      step("scores");
      Object.assign(stored, { text: new TextDecoder().decode(body), contentType });
      const key = `submissions/${submissionId}/scores.csv`;
      return { bucket: "raw", key, etag: '"e"', contentType, sizeBytes: body.byteLength, sha256 };
    },
    storeSubmission: async (submission) => {
      step("submission");
      stored.submission = submission;
      return submission;
    },
    announce: async (event) => {
      step("announce");
      announced.push(event);
    },
    isReadable: never,
    records: { begin: never, read: never, finish: never },
    clock: { now: () => new Date("2026-11-25T09:30:00.000Z"), wait: never },
    newId: () => id,
  };
  const asked = readAsked({ query: {}, body, headers: { "content-type": "application/json" }, isBase64Encoded: false });
  const outcome = await receive(asked, { caller, traceparent }, receiving).catch((error: unknown) => error);
  return { outcome, done, stored, announced };
}

test("the score lines are stored as one CSV file, then what is known of them, then they are announced", async () => {
  const { outcome, done, stored, announced } = await run({ data: ["Quiz1,85,76,90", "Quiz2,78,88,85"] });
  expect(done).toEqual(["scores", "submission", "announce"]);
  expect(stored).toMatchObject({ text: "Quiz1,85,76,90\nQuiz2,78,88,85\n", contentType: "text/csv; charset=utf-8" });
  expect(announced[0]).toMatchObject({
    time: "2026-11-25T09:30:00.000Z",
    traceparent,
    data: { submissionId: id, scores: { bucket: "raw", sizeBytes: 30 }, options: { multilineCells: false } },
  });
  expect(outcome).toEqual({
    id,
    status: "accepted",
    acceptedAt: "2026-11-25T09:30:00.000Z",
    lineCount: 2,
    sha256: "3b2fadee6fcfd13cc5c0d3d55ebcefd93649dadc065263eca6409f6523b1f9d7",
    links: { self: `/submissions/${id}`, statistics: `/submissions/${id}/statistics`, problems: `/submissions/${id}/problems` },
  });
});

test("title, course and options are stored, and go on in the event", async () => {
  const said = { title: "Week 7", course: "CS-487", maxScore: 100 };
  const { stored, announced } = await run({ data: ["Quiz1,85"], ...said });
  const options = { maxScore: 100, multilineCells: false };
  expect(stored.submission).toMatchObject({ id, title: "Week 7", course: "CS-487", options, lineCount: 1, traceparent });
  expect(announced[0]?.data).toMatchObject({ title: "Week 7", course: "CS-487", options });
});

test("it belongs to who sent it, which the event does not tell; to nobody where nobody was asked", async () => {
  const { stored, announced } = await run({ data: ["Quiz1,85"] }, undefined, { owner: "user-1", readsAll: false });
  expect(stored.submission).toMatchObject({ id, owner: "user-1" });
  expect(JSON.stringify(announced)).not.toContain("user-1");
  expect((await run({ data: ["Quiz1,85"] })).stored.submission).not.toHaveProperty("owner");
});

test("the event follows from what is stored: whoever reads that sends the same bytes", async () => {
  const { stored, announced } = await run({ data: ["Quiz1,85"] });
  const read: Submission = JSON.parse(JSON.stringify(stored.submission));
  expect(JSON.stringify(announcementOf(read))).toBe(JSON.stringify(announced[0]));
});

test.each([
  ["scores", ["scores"]],
  ["submission", ["scores", "submission"]],
  ["announce", ["scores", "submission", "announce"]],
])("where it fails at %s, that is the request's failure, and nothing behind it is done", async (failing, steps) => {
  const { outcome, done } = await run({ data: ["Quiz1,85"] }, failing);
  expect(outcome).toEqual(new Error(`${failing} fails`));
  expect(done).toEqual(steps);
});
