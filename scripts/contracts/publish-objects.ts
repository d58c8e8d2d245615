// Puts a set of objects into a bucket: what is there is compared first, all of it, and then only what is missing or outdated is written, in order.
import type { Bucket, Found, NewObject } from "./publish-bucket.ts";

export interface PublishedObject extends NewObject {
  /** Why it may not take the place of what lies there, which is different; undefined where it may. */
  objection(there: Uint8Array): string | undefined;
}

export interface PublishOptions {
  /** Compares and tells, and writes nothing. */
  dryRun: boolean;
  /** Is told a line for each object, as it is done. */
  say(line: string): void;
}

export interface Published {
  /** How many were written; in a dry run how many would be. */
  written: number;
  same: number;
}

type Step = { object: PublishedObject; over: string | undefined } & (
  | { action: "create" | "update" }
  | { action: "same"; remark: string }
  | { action: "conflict"; conflict: string }
);

/**
 * Objects are written one after the other in the given order, each only over what was compared, so that a run can end anywhere and be repeated, and
 * of two runs at the same time none undoes the other.
 *
 * @throws an error that names every object that may not be replaced, before anything is written; one that says how far it came when a write fails
 * or another publisher was faster
 */
export async function publish(objects: readonly PublishedObject[], bucket: Bucket, { dryRun, say }: PublishOptions): Promise<Published> {
  const steps: Step[] = [];
  // The first alone: a bucket that cannot be reached is tried once, not once for every object.
  for (const some of [objects.slice(0, 1), objects.slice(1)])
    steps.push(...(await Promise.all(some.map((object) => compare(object, bucket)))));
  const line = (action: string, step: Step) => say(`${action.padEnd(8)} ${step.object.path}${step.action === "same" ? step.remark : ""}`);
  if (dryRun) for (const step of steps) line(step.action, step);

  const conflicts = steps.flatMap((step) => (step.action === "conflict" ? [step.conflict] : []));
  if (conflicts.length > 0) throw new Error(`${conflicts.join("\n")}\nNothing was written.`);

  const toWrite = steps.filter(({ action }) => action !== "same");
  const counts = { written: 0, same: steps.length - toWrite.length };
  if (dryRun) return { ...counts, written: toWrite.length };
  for (const step of steps) {
    if (step.action === "same") line("same", step);
    else if (await write(step, bucket).catch((error) => endedAfter(counts.written, toWrite.length, error))) {
      counts.written += 1;
      line(step.action === "create" ? "created" : "updated", step);
    } else {
      counts.same += 1;
      line("same", step);
    }
  }
  return counts;
}

async function compare(object: PublishedObject, bucket: Bucket): Promise<Step> {
  const there = await bucket.read(object.path);
  if (there === undefined) return { object, over: undefined, action: "create" };
  const step = { object, over: there.etag };
  const objection = object.objection(there.body);
  if (sameBytes(object, there)) {
    if (sameHeaders(object, there)) return { ...step, action: "same", remark: "" };
    // Who may not be replaced is left alone even where only its headers are not what they should be.
    if (objection !== undefined) return { ...step, action: "same", remark: headersRemark(object, there) };
    return { ...step, action: "update" };
  }
  if (objection !== undefined) return { ...step, action: "conflict", conflict: `${bucket.address(object.path)} ${objection}` };
  return { ...step, action: "update" };
}

/** False where the same object lies there already: another publisher's, or ours, whose answer was lost. */
async function write({ object, over }: Step, bucket: Bucket): Promise<boolean> {
  if (await bucket.write(object, over)) return true;
  const there = await bucket.read(object.path);
  if (there !== undefined && sameBytes(object, there)) return false;
  const objection = there && object.objection(there.body);
  throw new Error(`${bucket.address(object.path)} ${objection ?? "was changed by somebody else in the meantime."}`);
}

function endedAfter(written: number, toWrite: number, error: unknown): never {
  const message = error instanceof Error ? error.message : String(error);
  const progress = `${written} of ${toWrite} objects were written before that; the next run goes on from there.`;
  throw new Error(`${message}\n${progress}`, { cause: error });
}

function sameBytes(object: NewObject, there: Found): boolean {
  return Buffer.compare(object.body, there.body) === 0;
}

function sameHeaders(object: NewObject, there: Found): boolean {
  return object.contentType === there.contentType && object.cacheControl === there.cacheControl;
}

function headersRemark({ contentType, cacheControl }: NewObject, there: Found): string {
  return (
    ` (but served as ${there.contentType ?? "no type"}, ${there.cacheControl ?? "no Cache-Control"}, not ${contentType}, ${cacheControl}: ` +
    "delete it there and publish again to mend that)"
  );
}
