// What the evolution test reads in a message.
import { expect } from "@jest/globals";
import type { SQSRecord } from "aws-lambda";
import { pointerOf } from "../../functions/boundary/contract.ts";
import type { Validate } from "../../generated/validators/validate.d.ts";

export function dataOf(record: SQSRecord): unknown {
  return JSON.parse(record.body).data;
}

/** An announcement of score lines as ones that cannot be read: they are said to have a delimiter that is not in them. */
export function unreadable(record: SQSRecord): SQSRecord {
  const { data, ...event } = JSON.parse(record.body);
  return { ...record, body: JSON.stringify({ ...event, data: { ...data, options: { ...data.options, delimiter: ";" } } }) };
}

/** An announcement of score lines that are gone. */
export function gone(record: SQSRecord): SQSRecord {
  const { data, ...event } = JSON.parse(record.body);
  return { ...record, body: JSON.stringify({ ...event, data: { ...data, scores: { ...data.scores, etag: '"gone"' } } }) };
}

/** Whether a message is this event. */
export function isOf(event: string): (record: SQSRecord) => boolean {
  return (record) => JSON.parse(record.body).type.includes(`.${event}.`);
}

/** The version that a message names as the one that it was written under. */
export function writtenUnder(record: SQSRecord): string | undefined {
  return /\/([0-9.]+)\.schema\.json#/.exec(JSON.parse(record.body).dataschema)?.[1];
}

/** What a dead-letter queue holds of a record that misses the required field at `pointer`. */
export function buried(record: SQSRecord | undefined, pointer: string, origin: string) {
  const body = record?.body ?? "null";
  const field = pointer.slice(pointer.lastIndexOf("/") + 1);
  const message = `Not a valid ${JSON.parse(body)?.type} at ${pointer}: The field "${field}" is missing.`;
  return { body, code: "contract-violation", message, pointer, origin };
}

/** JSON pointers to the fields of a message that a closed writer does not know. */
export function unknownTo<T>(write: Validate<T>, record: SQSRecord | undefined): string[] {
  expect(write(JSON.parse(record?.body ?? "null"))).toBe(false);
  const violations = write.errors ?? [];
  expect(new Set(violations.map(({ keyword }) => keyword))).toEqual(new Set(["additionalProperties"]));
  return violations.map(pointerOf);
}
