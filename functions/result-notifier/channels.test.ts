import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { earliestMail, publishMail } from "./channels.ts";

/** When the mails of runs go out that begin at once in each place, as soon as the one before is over; each run may end at any time after its mail. */
function mailTimes(concurrency: number, mostPerSecond: number, restsMs: number[][]): number[] {
  return restsMs
    .flatMap((rests) => {
      let started = 0;
      return rests.map((rest) => {
        const mailed = earliestMail({ started: new Date(started) }, { concurrency, mostPerSecond }).getTime();
        started = mailed + rest;
        return mailed;
      });
    })
    .sort((a, b) => a - b);
}

test("in no second there are more mails than are allowed, however long the runs take", () => {
  const settings = fc.record({ concurrency: fc.integer({ min: 2, max: 5 }), mostPerSecond: fc.integer({ min: 1, max: 10 }) });
  const restsOf = (concurrency: number) =>
    fc.array(fc.array(fc.integer({ min: 0, max: 2_000 }), { minLength: 20, maxLength: 20 }), {
      minLength: concurrency,
      maxLength: concurrency,
    });
  const cases = settings.chain(({ concurrency, mostPerSecond }) =>
    restsOf(concurrency).map((rests) => ({ concurrency, mostPerSecond, rests })),
  );
  fc.assert(
    fc.property(cases, ({ concurrency, mostPerSecond, rests }) => {
      const times = mailTimes(concurrency, mostPerSecond, rests);
      // A place mails once in every `concurrency / mostPerSecond` seconds at most, so that a second holds that many of each, rounded up.
      const most = concurrency * Math.ceil(mostPerSecond / concurrency);
      for (const [index, time] of times.entries()) {
        const beyond = times[index + most];
        if (beyond !== undefined) expect(beyond - time).toBeGreaterThanOrEqual(1_000);
      }
    }),
  );
});

describe("as pipeline.json has it", () => {
  test("four mails a second at most, two runs at a time", () => {
    const times = mailTimes(2, 4, [Array(10).fill(0), Array(10).fill(0)]);
    for (const [index, time] of times.slice(0, -4).entries()) expect((times[index + 4] ?? 0) - time).toBeGreaterThanOrEqual(1_000);
  });
});

test("nothing is mailed before its time", async () => {
  const published: number[] = [];
  const notBefore = new Date(Date.now() + 60);
  const channel = publishMail({
    publish: async () => {
      published.push(Date.now());
    },
    apiUrl: "https://api.example.com",
    notBefore,
  });
  const report = {
    submissionId: "a",
    submittedAt: "2026-11-22T23:40:00.000Z",
    status: "failed",
    failedAt: "",
    stage: "s",
    code: "c",
  } as const;
  await channel([{ kind: "failure", report, event: {} as never }]);
  expect(published[0]).toBeGreaterThanOrEqual(notBefore.getTime() - 5);
});
