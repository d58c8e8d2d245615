import { expect, test } from "@jest/globals";
import type { StatisticsCalculated } from "../../generated/types/statistics-calculated.d.ts";
import { describeLines } from "../../statistics/test-summary.ts";
import { notify } from "./notify.ts";
import type { Mail } from "./render-mail.ts";

const document = {
  $schema: "https://schemas.scoreline.dev/statistics/2.0.0.schema.json",
  source: { sha256: "0".repeat(64), sizeBytes: 15, lineCount: 1 },
  ...describeLines("Quiz1,85,76,90\n"),
};

function delivery(name: string) {
  const data = {
    submissionId: name,
    submittedAt: "2026-11-22T23:40:00.000Z",
    calculatedAt: "2026-11-22T23:40:01.000Z",
    quizCount: 1,
    scoreCount: 3,
    statistics: { bucket: "results", key: name, etag: '"e"', contentType: "application/json", sizeBytes: 100 },
  };
  const event = { id: `event-${name}`, data } as StatisticsCalculated;
  return { event, record: {} as never };
}

/** Notifies of a batch by name; `stored` says what lies at a name that has no good document. */
async function run(names: string[], { stored = {}, failing }: { stored?: Record<string, string | undefined>; failing?: Error } = {}) {
  const mails: Mail[] = [];
  const outcomes = await notify(
    { deliveries: names.map(delivery) },
    {
      read: async ({ key }) => {
        const text = key in stored ? stored[key] : JSON.stringify(document);
        return text === undefined
          ? undefined
          : (async function* () {
              yield new TextEncoder().encode(text);
            })();
      },
      publish: async (mail) => {
        if (failing) throw failing;
        mails.push(mail);
      },
    },
  );
  const results = outcomes.map((outcome) => (outcome.status === "fulfilled" ? "done" : (outcome.reason.code ?? outcome.reason.name)));
  return { results, mails };
}

test("a batch is reported in one mail", async () => {
  const names = ["a", "b", "c", "d", "e", "f"];
  const { results, mails } = await run(names);
  expect(results).toEqual(names.map(() => "done"));
  expect(mails).toHaveLength(1);
  for (const name of names) expect(mails[0]?.text).toContain(`Submission ${name}\n`);
});

test("a result that cannot be read fails alone, and never makes half a mail", async () => {
  const stored = { gone: undefined, torn: "{", other: '{"quizCount":"many"}' };
  const { results, mails } = await run(["a", "gone", "torn", "other", "b"], { stored });
  expect(results).toEqual(["done", "object-gone", "unreadable-statistics", "ContractError", "done"]);
  expect(mails[0]?.subject).toBe("Scoreline: 2 submissions, 2 quizzes, 6 scores");
});

test("where the mail cannot be published every result of it fails", async () => {
  const { results } = await run(["a", "gone"], { stored: { gone: undefined }, failing: new Error("SNS is down") });
  expect(results).toEqual(["Error", "object-gone"]);
});

test("where no result can be read no mail is published", async () => {
  expect((await run(["gone"], { stored: { gone: undefined } })).mails).toEqual([]);
});

test("the same event twice in a batch is reported once and done twice", async () => {
  const { results, mails } = await run(["a", "a"]);
  expect(results).toEqual(["done", "done"]);
  expect(mails[0]?.subject).toBe("Scoreline: 1 quiz, 3 scores");
});
