// The options of `npm run contracts:publish`.
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Folders } from "./published-objects.ts";

export interface PublishCommand {
  bucket: string;
  /** Without slashes at its ends; empty for the bucket's root. */
  prefix: string;
  dryRun: boolean;
  folders: Folders;
}

export const usage = `npm run contracts:publish -- --bucket B [options]

  --bucket B           the S3 bucket; region, credentials and endpoint come from the environment, as for the AWS CLI
  --prefix P           where in the bucket (its root)
  --dry-run            lists what would be done, and writes nothing
  --released FOLDER    the released contracts (schemas/released)
  --generated FOLDER   openapi.json, asyncapi.json and index.json (generated)
  --docs FOLDER        the pages that "npm run docs" writes (dist/docs)
  --help               this text`;

const root = join(import.meta.dirname, "../..");

const options = {
  bucket: { type: "string" },
  prefix: { type: "string", default: "" },
  "dry-run": { type: "boolean", default: false },
  released: { type: "string", default: join(root, "schemas/released") },
  generated: { type: "string", default: join(root, "generated") },
  docs: { type: "string", default: join(root, "dist/docs") },
  help: { type: "boolean", short: "h", default: false },
} as const;

/** Reads the command line. Throws an error that says which option is wrong and what it takes. */
export function publishOptions(args: string[]): PublishCommand | "help" {
  const { values } = parseArgs({ args, options });
  if (values.help) return "help";
  const { bucket, "dry-run": dryRun, released, generated, docs } = values;
  if (bucket === undefined) throw new Error("--bucket is missing: the name of the S3 bucket to publish to.");
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket))
    throw new Error(`--bucket takes a bucket's name and no more (3 to 63 of a-z, 0-9, "-" and "."), not "${bucket}".`);
  const prefix = values.prefix.replace(/^\/+|\/+$/g, "");
  if (prefix !== "" && !prefix.split("/").every((part) => /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/.test(part)))
    throw new Error(`--prefix takes a path of letters, digits, "-", "_" and ".", like contracts/v1, not "${values.prefix}".`);
  return { bucket, prefix, dryRun, folders: { released, generated, docs } };
}
