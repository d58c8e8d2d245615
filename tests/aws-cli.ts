// What docs/reporting.md asks of the AWS CLI, for tests on machines that have none: `aws <service> <command> --option value …`, on the SDK.
// Options are the API's parameters in kebab case; --query takes a path of names, --output text or json. And `aws s3 cp --recursive`.
import { readFile } from "node:fs/promises";
import { S3Client } from "@aws-sdk/client-s3";
import * as sns from "@aws-sdk/client-sns";
import * as sqs from "@aws-sdk/client-sqs";
import { copyObjects } from "./copy-objects.ts";

const pascal = (name: string) => name.replaceAll(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
/** The CLI has an option `--endpoint-url` of its own, so it calls this one differently. */
const renamed: Record<string, string> = { NotificationEndpoint: "Endpoint" };
const lists = ["AttributeNames"];

async function parsed(text: string): Promise<unknown> {
  const content = text.startsWith("file://") ? await readFile(text.slice("file://".length), "utf8") : text;
  return /^\s*[[{]/.test(content) ? JSON.parse(content) : content;
}

/** The options by name, in Pascal case. */
async function optionsOf(words: string[]): Promise<Record<string, unknown>> {
  const options: Record<string, unknown> = {};
  for (let at = 0; at < words.length; at += 2) {
    const [word = "", value] = words.slice(at, at + 2);
    if (!word.startsWith("--") || value === undefined) throw new Error(`This is no option with a value: ${word}`);
    const name = pascal(word.slice(2));
    options[renamed[name] ?? name] = lists.includes(name) ? [value] : await parsed(value);
  }
  return options;
}

async function call(service: string, command: string, { Query, Output, ...input }: Record<string, unknown>): Promise<void> {
  const name = `${pascal(command)}Command`;
  const library: Record<string, unknown> = { sns, sqs }[service] ?? {};
  const Command = library[name];
  if (typeof Command !== "function") throw new Error(`There is no "aws ${service} ${command}" here.`);
  const request = Reflect.construct(Command, [input]);
  const { $metadata: _, ...answer } = await (service === "sns" ? new sns.SNSClient().send(request) : new sqs.SQSClient().send(request));
  const path = Query === undefined ? [] : String(Query).split(".");
  const shown: unknown = path.reduce<unknown>((value, step) => Object(value)[step], answer);
  if (shown !== undefined) console.log(Output === "text" ? String(shown) : JSON.stringify(shown, null, 4));
}

const [service = "", command = "", ...words] = process.argv.slice(2);
const [recursive, from = "", to = ""] = words;
if (service === "s3" && command === "cp" && recursive === "--recursive") {
  const [, bucket = "", prefix = ""] = /^s3:\/\/([^/]+)\/(.*)$/.exec(from) ?? [];
  await copyObjects(new S3Client({ forcePathStyle: true }), bucket, prefix, to);
} else await call(service, command, await optionsOf(words));
