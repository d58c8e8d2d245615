// The options of `npm run sweep`.
import { parseArgs } from "node:util";

export interface SweepCommand {
  prefix: string;
  /** Where they are not called `<prefix>-raw` and `<prefix>-results`. */
  rawBucket?: string;
  resultsBucket?: string;
  dryRun: boolean;
  /** Looked at is what was accepted at least so long ago … */
  olderThanMs: number;
  /** … and at most so long. */
  sinceMs: number;
}

export const usage = `npm run sweep -- [options]

  --prefix P         what the names of buckets and queue begin with (scoreline); region, credentials and endpoint come from the environment, as for the
                     AWS CLI
  --raw-bucket B     the buckets' names, where more than prefix and short name is in them: Terraform's are in its output "bucket_names"
  --results-bucket B
  --older-than TIME  looks at submissions that were accepted longer ago than this: a number and s, m, h or d (15m). What is at work should be done by then;
                     where it is not, nothing is lost by announcing it twice
  --since TIME       and not longer ago than this (14d)
  --dry-run          says what would be announced, and announces nothing
  --help             this text`;

const options = {
  prefix: { type: "string", default: "scoreline" },
  "raw-bucket": { type: "string" },
  "results-bucket": { type: "string" },
  "older-than": { type: "string", default: "15m" },
  since: { type: "string", default: "14d" },
  "dry-run": { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
} as const;

/** Reads the command line. Throws an error that says which option is wrong and what it takes. */
export function sweepOptions(args: string[]): SweepCommand | "help" {
  const { values } = parseArgs({ args, options });
  if (values.help) return "help";
  const { prefix, "raw-bucket": rawBucket, "results-bucket": resultsBucket, "older-than": olderThan, since, "dry-run": dryRun } = values;
  if (!/^[a-z0-9][a-z0-9-]{0,40}$/.test(prefix))
    throw new Error(`--prefix takes what names begin with, of a-z, 0-9 and "-", like scoreline, not "${prefix}".`);
  const olderThanMs = milliseconds("--older-than", olderThan);
  const sinceMs = milliseconds("--since", since);
  if (sinceMs <= olderThanMs)
    throw new Error(`--since ${since} has to be longer than --older-than ${olderThan}: between them nothing lies.`);
  return { prefix, ...(rawBucket && { rawBucket }), ...(resultsBucket && { resultsBucket }), dryRun, olderThanMs, sinceMs };
}

const unitMs = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

function milliseconds(option: string, text: string): number {
  const [, count, unit] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  if (count === undefined || unit === undefined) throw new Error(`${option} takes a number and s, m, h or d, like 15m, not "${text}".`);
  return Number(count) * unitMs[unit as keyof typeof unitMs]; // one of them, as the pattern has it
}
