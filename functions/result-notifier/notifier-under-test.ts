// The notifier's logic for a test: documents and claims in the emulator's S3, over the wire; what it publishes is kept.
import { afterAll } from "@jest/globals";
import { type BucketUnderTest, bucketUnderTest } from "../../local/emulator/bucket-under-test.ts";
import { describeLines } from "../../statistics/test-summary.ts";
import { resultKeys } from "../aws/keys.ts";
import type { EventMessage, Mail } from "../aws/topic.ts";
import type { Outcome } from "../boundary/queue/read-records.ts";
import type { Announcement } from "./read-result.ts";
import type { Channel } from "./tell-once.ts";

export const bucket = "results";
export const apiUrl = "https://api.example.com";

export type ChannelName = "mail" | "events";

export interface Tries {
  /** Which channels there are; both where it is not said. */
  channels?: ChannelName[];
  /** Minutes that have passed, which outlives the claims of earlier runs after one. */
  minutesLater?: number;
  /** Whose memory it has: that of a process is shared by its runs. */
  process?: string;
  /** Called round each thing that the run awaits; it may fail, or never come back. */
  around?: <T>(step: string, work: () => Promise<T>) => Promise<T>;
}

const submittedAt = "2026-11-22T23:40:00.000Z";
const calculatedAt = "2026-11-22T23:40:01.000Z";

export const idOf = (name: string) => `019ac2f0-5b1e-7000-8000-${Buffer.from(name).toString("hex").padStart(12, "0")}`;

const statistics = {
  $schema: "https://schemas.scoreline.dev/statistics/2.0.0.schema.json",
  source: { sha256: "0".repeat(64), sizeBytes: 15, lineCount: 1 },
  ...describeLines("Quiz1,85,76,90\n"),
};

const rejectionOf = (name: string) => ({
  $schema: "https://schemas.scoreline.dev/rejection/1.0.0.schema.json",
  submissionId: idOf(name),
  acceptedAt: submittedAt,
  rejectedAt: calculatedAt,
  quality: describeLines("Quiz1,85,x\n").quality,
});

function envelopeOf(name: string) {
  return {
    specversion: "1.0",
    id: `event-${name}`,
    source: "/scoreline/analytics-calculator",
    subject: `submissions/${idOf(name)}`,
    time: calculatedAt,
    datacontenttype: "application/json",
    dataschema: "",
    correlationid: idOf(name),
  } as const;
}

export async function notifierUnderTest() {
  const world: BucketUnderTest = await bucketUnderTest(bucket);
  afterAll(() => world.stop());
  const { putOnce } = await import("../aws/objects.ts");
  const { read } = await import("../aws/read-ranges.ts");
  const { notify } = await import("./notify.ts");
  const { publishEvents, publishMail } = await import("./channels.ts");
  const { resultClaims } = await import("./result-claims.ts");

  const mails: Mail[] = [];
  const messages: EventMessage[] = [];
  const steps: string[] = [];
  let runs = 0;
  let minutes = 0;
  const keys = {
    mail: { result: resultKeys.notified, failure: resultKeys.failureNotified },
    events: { result: resultKeys.published, failure: resultKeys.failurePublished },
  };
  const now = () => new Date(Date.now() + minutes * 60_000);
  const claimsOf = (name: ChannelName) => resultClaims(bucket, keys[name], now);
  const processes = new Map<string, Record<ChannelName, ReturnType<typeof claimsOf>>>();
  const processOf = (name: string) => {
    const process = processes.get(name) ?? { mail: claimsOf("mail"), events: claimsOf("events") };
    processes.set(name, process);
    return process;
  };

  async function store(name: string, key: string, text: string) {
    const body = new TextEncoder().encode(text);
    return (await putOnce({ bucket, key: `${name}/${key}`, body, contentType: "application/json" })).object;
  }

  const done: Outcome = { status: "fulfilled", value: undefined };
  const keep: Record<ChannelName, Channel["publish"]> = {
    mail: publishMail({
      publish: async (mail) => {
        mails.push(mail);
      },
      apiUrl,
      notBefore: new Date(0),
    }),
    events: publishEvents(async (some) => {
      messages.push(...some);
      return some.map(() => done);
    }),
  };

  return {
    ...world,
    mails,
    messages,
    /** What the runs did, in order. */
    steps,
    /** The event of a submission with statistics, which are stored; or with another text in their place. */
    calculated: async (name: string, text = JSON.stringify(statistics)): Promise<Announcement> => ({
      ...envelopeOf(name),
      id: "3f1f9c3e-6a9a-5d0c-8a3e-1f0f3c9f7e11".slice(0, 24) + Buffer.from(name).toString("hex").padStart(12, "0"),
      type: "dev.scoreline.statistics-calculated.v1",
      data: {
        submissionId: idOf(name),
        submittedAt,
        calculatedAt,
        quizCount: 1,
        scoreCount: 3,
        statistics: await store(name, "statistics.json", text),
      },
    }),
    rejected: async (name: string, text = JSON.stringify(rejectionOf(name))): Promise<Announcement> => ({
      ...envelopeOf(name),
      type: "dev.scoreline.submission-rejected.v1",
      data: {
        submissionId: idOf(name),
        submittedAt,
        rejectedAt: calculatedAt,
        problemCount: 1,
        rejection: await store(name, "rejection.json", text),
      },
    }),
    failed: (name: string): Announcement => ({
      ...envelopeOf(name),
      type: "dev.scoreline.submission-failed.v1",
      data: { submissionId: idOf(name), submittedAt, failedAt: calculatedAt, stage: "analytics-calculator", code: "object-gone" },
    }),
    /** A run of the notifier; how each event ended: `done`, or the error's code or name. */
    run: async (events: Announcement[], { channels = ["mail", "events"], minutesLater = 0, process = "one", around }: Tries = {}) => {
      minutes = minutesLater;
      runs += 1;
      const id = `run ${runs}`;
      const started = new Date();
      const run = { id, started, deadline: new Date(started.getTime() + 60_000) };
      const step = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
        steps.push(name);
        return around ? around(name, work) : work();
      };
      const channelOf = (name: ChannelName): Channel => {
        const claims = processOf(process)[name](run);
        return {
          ...claims,
          name,
          claim: (result) => step(`claim ${name}`, () => claims.claim(result)),
          publish: (results) => step(`publish ${name}`, () => keep[name](results)),
          finish: (result, etag) => step(`finish ${name}`, () => claims.finish(result, etag)),
          release: (result, etag) => step(`release ${name}`, () => claims.release(result, etag)),
        };
      };
      const deliveries = events.map((event) => ({ event, record: {} as never }));
      const outcomes = await notify(
        { deliveries, run },
        { read: (object) => step("read", () => read(object)), apiUrl, channels: channels.map(channelOf) },
      );
      return outcomes.map(wordOf);
    },
  };
}

function wordOf(outcome: Outcome): string {
  if (outcome.status === "fulfilled") return "done";
  const { code, name, message } = outcome.reason;
  return code ?? (name === "Error" ? message : name);
}
