// What lies on the queues and goes to the topics, as AsyncAPI messages with examples.
import { renderMail } from "../../functions/result-notifier/render-mail.ts";
import type { FailureReport, RejectionReport, Report, StatisticsReport } from "../../functions/result-notifier/report.ts";
import type { Contract } from "../../schemas/catalogue.ts";
import { componentRef } from "./components.ts";
import { type Example, exampleName, examplesOf } from "./examples.ts";
import { jsonSchema } from "./json-schema.ts";
import { attributesSchema } from "./message-attributes.ts";
import { rootType } from "./types.ts";

type Json = Record<string, unknown>;

/** An event as its contract has it. */
export function eventMessage(name: string, contract: Contract): Json {
  const document = jsonSchema(name, contract);
  return {
    name,
    title: document.title,
    summary: document.description,
    contentType: "application/json",
    correlationId: componentRef("correlationIds", "submission"),
    payload: componentRef("schemas", rootType(document)),
    examples: examplesOf(name).valid.map(({ because, value }) => ({ name: exampleName(because), summary: because, payload: value })),
  };
}

/** An event as it is published to a topic: with attributes that subscribers can filter by. */
export function publishedMessage(name: string, contract: Contract): Json {
  const { title, ...message } = eventMessage(name, contract);
  return { ...message, title: `${title}, published`, headers: attributesSchema(name, contract) };
}

/** An event that a function gave up, as it lies in the dead-letter queue. */
export function buriedMessage(name: string, contract: Contract, origin: string): Json {
  const { title, ...message } = eventMessage(name, contract);
  return {
    ...message,
    title: `${title}, buried`,
    summary: "The event as it came. It can never be worked on, or has failed on its last try; the attributes say why.",
    headers: componentRef("schemas", "DeathReason"),
    examples: [buriedExample(firstExample(name), origin)],
  };
}

/** What was no event that the queue carries. `origins` are the functions that it may have come to. */
export function unreadableMessage([origin = ""]: string[]): Json {
  const reason = { code: "contract-violation", message: "Not a valid event: the value is not JSON", origin };
  return {
    name: "buried-unreadable",
    title: "Unreadable message, buried",
    summary: "What came, and is no event that the queue carries, or violates its event's contract; the attributes say where.",
    contentType: "text/plain",
    headers: componentRef("schemas", "DeathReason"),
    payload: componentRef("schemas", "UnreadableMessage"),
    examples: [{ name: "no-json", summary: "a score line instead of an event", headers: reason, payload: "Quiz1,85,76,90" }],
  };
}

/** The mail, by way of example of what the notifier really writes. */
export function mailMessage(): Json {
  const example = (because: string, ...reports: Report[]) => {
    const { subject, text } = renderMail(reports, { apiUrl: "https://api.example.com" });
    return { name: exampleName(because), summary: because, headers: { subject }, payload: text };
  };
  const [statistics, rejection, failure] = [exampleStatistics(), exampleRejection(), exampleFailure()];
  return {
    name: "mail",
    title: "Mail",
    summary: "The statistics of one submission, or why there are none, or a digest of several, for people.",
    contentType: "text/plain",
    headers: componentRef("schemas", "MailHeaders"),
    payload: componentRef("schemas", "MailText"),
    examples: [
      example("the statistics of a submission", statistics),
      example("a submission is rejected", rejection),
      example("a function gave a submission up", failure),
      example("several submissions", statistics, rejection, failure),
    ],
  };
}

function buriedExample({ value }: Example, origin: string): Json {
  const { data } = value as { data: Record<string, { bucket?: string; key?: string }> }; // an event: a test holds it against its contract
  const object = Object.values(data).find(({ bucket, key }) => bucket !== undefined && key !== undefined);
  if (!object) {
    const headers = { code: "retries-exhausted", message: "NotFoundException: Topic does not exist", origin };
    return { name: "retries-exhausted", summary: "it failed on its last try", headers, payload: value };
  }
  return {
    name: "object-gone",
    summary: "what it speaks of is not there any more",
    headers: { code: "object-gone", message: `s3://${object.bucket}/${object.key} is not there any more as it was announced.`, origin },
    payload: value,
  };
}

function exampleStatistics(): StatisticsReport {
  const { data } = firstExample("statistics-calculated").value as { data: Submitted };
  const statistics = firstExample("statistics").value as Omit<StatisticsReport, keyof Submitted>;
  return { ...statistics, ...data }; // tests hold all examples against their contracts
}

function exampleRejection(): RejectionReport {
  const { data } = firstExample("submission-rejected").value as { data: Submitted };
  const { quality } = firstExample("rejection").value as Pick<RejectionReport, "quality">;
  return { ...data, status: "rejected", quality };
}

function exampleFailure(): FailureReport {
  const { data } = firstExample("submission-failed").value as { data: Omit<FailureReport, "status"> };
  return { ...data, status: "failed" };
}

type Submitted = Pick<StatisticsReport, "submissionId" | "submittedAt" | "title" | "course">;

function firstExample(contract: string): Example {
  const [example] = examplesOf(contract).valid;
  if (example) return example;
  throw new Error(`schemas/examples/${contract}.json has no valid example: AsyncAPI shows the first, so add one.`);
}
