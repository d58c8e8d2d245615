import { expect, test } from "@jest/globals";
import type { Caller } from "../boundary/http/caller.ts";
import { refuseStrangers } from "./readable.ts";
import { unknownSubmission } from "./submission-id.ts";

const id = "01a21000-7d3b-7b8e-9b59-0a5f6f0f6a11";
const ada: Caller = { owner: "ada", readsAll: false };
const grace: Caller = { owner: "grace", readsAll: false };

/** How a caller is answered, and how many requests it took. */
async function ask(caller: Caller, there: { submission?: { owner?: string }; upload?: { owner?: string } }) {
  let requests = 0;
  const source =
    <Found>(found: Found) =>
    async () => {
      requests += 1;
      return found;
    };
  const sources = { submission: source(there.submission), upload: source(there.upload) };
  const refusal = await refuseStrangers(id, caller, sources).catch((error: unknown) => error);
  return { refusal, requests };
}

test("its owner reads a submission, for one request", async () => {
  expect(await ask(ada, { submission: { owner: "ada" } })).toEqual({ refusal: undefined, requests: 1 });
});

test("what is no submission yet is its uploader's, for two", async () => {
  expect(await ask(ada, { upload: { owner: "ada" } })).toEqual({ refusal: undefined, requests: 2 });
});

test.each<Caller>(["anybody", { owner: "grace", readsAll: true }])("%j reads it without a request", async (caller) => {
  expect(await ask(caller, { submission: { owner: "ada" } })).toEqual({ refusal: undefined, requests: 0 });
});

test("for anybody else it does not exist: nobody can tell it from an id that there is not", async () => {
  const absent = unknownSubmission(id);
  for (const there of [{ submission: { owner: "ada" } }, { upload: { owner: "ada" } }, { submission: {} }, { upload: {} }, {}]) {
    const { refusal } = await ask(grace, there);
    expect(refusal).toMatchObject({ code: "not-found", message: absent.message, headers: absent.headers });
  }
  expect((await ask("unknown", { submission: {} })).refusal).toMatchObject({ code: "not-found" });
});

test("a submission is whose it says, whoever the upload was of", async () => {
  expect((await ask(grace, { submission: { owner: "ada" }, upload: { owner: "grace" } })).refusal).toMatchObject({ code: "not-found" });
});
