// The changes of contracts that the evolution test makes in a copy of the sources: a good next minor, and one that should have been a major.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { edit } from "./evolution-sources.ts";

const stored = "schemas/events/raw-data-stored.ts";
const calculated = "schemas/events/statistics-calculated.ts";
const rejected = "schemas/events/submission-rejected.ts";
const failed = "schemas/events/submission-failed.ts";
const calculator = "functions/analytics-calculator/calculate.ts";
const rejecter = "functions/analytics-calculator/reject.ts";
const notifier = "functions/result-notifier/read-result.ts";
const failer = "functions/boundary/queue/failure.ts";

/** The fields that the next minor adds: in each event's data, and in the object that most of them hold. */
export const added = {
  stored: "submittedThrough",
  calculated: "calculatedBy",
  rejected: "rejectedBy",
  failed: "failedFor",
  nested: "versionId",
} as const;

/** Adds an optional field to the data of each event and to the stored object in it, as CONTRIBUTING.md says ("Add a field to a message"). */
export async function addOptionalFields(folder: string): Promise<void> {
  await raiseMinor(folder, stored);
  await addField(folder, stored, "submissionId: SubmissionId,", added.stored, `Type.Optional(${text(added.stored)})`);
  await fillStored(folder);
  await addExample(folder, "raw-data-stored", { [added.stored]: "api" });

  await raiseMinor(folder, calculated);
  await addField(folder, calculated, "submissionId: SubmissionId,", added.calculated, `Type.Optional(${text(added.calculated)})`);
  await edit(folder, calculator, "statistics: object", (last) => `${added.calculated}: "us", ${last}`);
  await addExample(folder, "statistics-calculated", { [added.calculated]: "us" });

  await raiseMinor(folder, rejected);
  await addField(folder, rejected, "submissionId: SubmissionId,", added.rejected, `Type.Optional(${text(added.rejected)})`);
  await edit(folder, rejecter, "rejection: object", (last) => `${added.rejected}: "us", ${last}`);
  await addExample(folder, "submission-rejected", { [added.rejected]: "us" });

  await raiseMinor(folder, failed);
  await addField(folder, failed, "submissionId: SubmissionId,", added.failed, `Type.Optional(${text(added.failed)})`);
  await edit(folder, failer, "submittedAt: failure.acceptedAt,", (next) => `${added.failed}: "us", ${next}`);
  await addExample(folder, "submission-failed", { [added.failed]: "us" });

  const object = "schemas/lib/stored-object.ts";
  await addField(folder, object, "sha256: Type.Optional(Sha256),", added.nested, `Type.Optional(${text(added.nested)})`);
  const fill = (size: string) => `${added.nested}: "1", ${size}`;
  await edit(folder, "functions/aws/objects.ts", /sizeBytes: (body\.byteLength|ContentLength)/g, fill);
}

/**
 * Calls a minor what is none. `raw-data-stored` gets a required field, which the new reader misses in what the old version wrote;
 * the other events lose one, which the old reader misses in what the new version writes.
 */
export async function breakContracts(folder: string): Promise<void> {
  await raiseMinor(folder, stored);
  await addField(folder, stored, "submissionId: SubmissionId,", added.stored, text(added.stored));
  await fillStored(folder);
  await amendExamples(folder, "raw-data-stored", ({ data, ...envelope }) => ({ ...envelope, data: { ...data, [added.stored]: "api" } }));

  await raiseMinor(folder, calculated);
  await edit(folder, calculated, /\n +scoreCount: Count\(.*\),/, () => "");
  await edit(folder, calculator, "scoreCount, statistics: object", () => "statistics: object");
  await amendExamples(folder, "statistics-calculated", ({ data: { scoreCount: _, ...data }, ...envelope }) => ({ ...envelope, data }));

  await raiseMinor(folder, rejected);
  await edit(folder, rejected, /\n +problemCount: Count\(.*\),/, () => "");
  await edit(folder, rejected, /, problemcount: ".*"/, () => "");
  await edit(folder, rejecter, "problemCount, rejection: object", () => "rejection: object");
  await amendExamples(folder, "submission-rejected", ({ data: { problemCount: _, ...data }, ...envelope }) => ({ ...envelope, data }));

  await raiseMinor(folder, failed);
  await edit(folder, failed, /\n +stage: Type.String\(.*\),/, () => "");
  await edit(folder, failer, "failure.acceptedAt, failedAt, stage: origin, code", () => "failure.acceptedAt, failedAt, code");
  await edit(folder, notifier, "{ failedAt, stage, code } = event.data", () => '{ failedAt, code } = event.data, stage = ""');
  await amendExamples(folder, "submission-failed", ({ data: { stage: _, ...data }, ...envelope }) => ({ ...envelope, data }));
}

/** What each breaking change takes away or asks for, as a pointer into the message. */
export const brokenAt = {
  stored: `/data/${added.stored}`,
  calculated: "/data/scoreCount",
  rejected: "/data/problemCount",
  failed: "/data/stage",
} as const;

async function raiseMinor(folder: string, path: string): Promise<void> {
  await edit(folder, path, /version: "(\d+)\.(\d+)\.\d+"/, (_all, major, minor) => `version: "${major}.${Number(minor) + 1}.0"`);
}

async function fillStored(folder: string): Promise<void> {
  await edit(folder, "functions/request-receiver/announcement.ts", "data: { submissionId,", (start) => `${start} ${added.stored}: "api",`);
}

/** Writes a property into a schema, before the one that is there. */
async function addField(folder: string, path: string, before: string, name: string, schema: string): Promise<void> {
  const source = await readFile(join(folder, path), "utf8");
  if (source.includes(`${name}:`))
    throw new Error(`${path} has a field "${name}" of its own by now: choose another name in evolution-changes.ts.`);
  await edit(folder, path, before, (present) => `${name}: ${schema},\n    ${present}`);
  if (!source.includes('"@sinclair/typebox"'))
    await edit(folder, path, /^import/m, (first) => `import { Type } from "@sinclair/typebox";\n${first}`);
}

function text(name: string): string {
  return `Type.String({ title: "${name}", description: "What the evolution test adds.", minLength: 1 })`;
}

interface Message {
  data: Record<string, unknown>;
}

/** Adds a valid example: the first one, with more in its data. */
async function addExample(folder: string, event: string, data: Record<string, unknown>): Promise<void> {
  await changeExamples(folder, event, ({ valid: [first, ...others], invalid }) => {
    if (first === undefined) throw new Error(`schemas/examples/${event}.json has no valid example.`);
    const withMore = { because: "with what is new", value: { ...first.value, data: { ...first.value.data, ...data } } };
    return { valid: [first, withMore, ...others], invalid };
  });
}

/** Changes the valid examples; the invalid ones, which might say something else now, go. */
async function amendExamples(folder: string, event: string, amend: (message: Message) => Message): Promise<void> {
  await changeExamples(folder, event, ({ valid }) => ({
    valid: valid.map(({ because, value }) => ({ because, value: amend(value) })),
    invalid: [],
  }));
}

interface Examples {
  valid: { because: string; value: Message }[];
  invalid: unknown[];
}

async function changeExamples(folder: string, event: string, change: (examples: Examples) => Examples): Promise<void> {
  const path = join(folder, `schemas/examples/${event}.json`);
  await writeFile(path, `${JSON.stringify(change(JSON.parse(await readFile(path, "utf8"))), null, 2)}\n`);
}
