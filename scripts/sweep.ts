// `npm run sweep`: finds submissions that are stored and came to nothing, since whoever stored them died before announcing them, and announces them.
// Can be run at any time, and again: the event is the one that was or would have been sent. Exit code 2 for a wrong command line, 1 for what fails.
import { explain } from "./sweep/explain.ts";
import { type SweepCommand, sweepOptions, usage } from "./sweep/options.ts";
import { resourcesOf } from "./sweep/resources.ts";
import { sweep } from "./sweep/sweep.ts";

async function run({ dryRun, olderThanMs, sinceMs, ...names }: SweepCommand): Promise<void> {
  const now = Date.now();
  const resources = await resourcesOf(names);
  const range = { from: new Date(now - sinceMs), to: new Date(now - olderThanMs) };
  const { looked, unannounced, orphans, failed } = await sweep(resources, { ...range, dryRun, say: console.log });
  const things = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;
  console.log(
    `${things(looked, "submission", "submissions")} of ${range.from.toISOString()} to ${range.to.toISOString()}: ` +
      `${things(unannounced, "was", "were")} stored and came to nothing; ${dryRun ? 0 : unannounced - failed} announced, ${failed} failed. ` +
      `${things(orphans, "file", "files")} of score lines without a submission.`,
  );
  if (failed > 0) process.exitCode = 1;
}

function fail(error: unknown, exitCode: number): void {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = exitCode;
}

function options(): SweepCommand | "help" | undefined {
  try {
    return sweepOptions(process.argv.slice(2));
  } catch (error) {
    fail(error, 2);
    console.error("npm run sweep -- --help lists the options.");
  }
  return undefined;
}

const command = options();
if (command === "help") console.log(usage);
else if (command !== undefined) await run(command).catch((error) => fail(explain(error, command.prefix), 1));
