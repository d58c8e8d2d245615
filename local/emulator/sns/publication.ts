// One message to publish, read from the form that SNS is called with and held to the rules of the Publish API: fauxqs takes any subject, ignores
// `MessageStructure`, and so would send every subscriber the whole JSON.
import type { MessageAttributeValue } from "../fauxqs.ts";
import type { Parameters } from "../identify.ts";
import { invalid } from "./invalid.ts";
import { parseObject } from "./parse-object.ts";

export interface Publication {
  subject: string | undefined;
  /** The text for subscribers of a protocol. */
  textFor(protocol: string): string;
  /** What filter policies are matched against. */
  attributes: Record<string, MessageAttributeValue>;
  /** "Message attributes are sent only when the message structure is String, not JSON" (SNS message attributes). */
  deliveredAttributes: Record<string, MessageAttributeValue>;
  sizeBytes: number;
}

/** The 256 KiB hold the message, all copies of it for all protocols, and its attributes. */
export const MESSAGE_LIMIT_BYTES = 262_144;

/** "ASCII text that begins with a letter, number, or punctuation mark; must not include line breaks or control characters; less than 100 characters". */
const SUBJECT = /^[!-~][ -~]{0,98}$/;

/** `MessageStructure: json`: an object with a copy for each protocol and a `default` for the others. Values that are no text are ignored. */
function readCopies(message: string): (protocol: string) => string {
  const parsed = parseObject(message);
  if (parsed === undefined) throw invalid("Message Structure - JSON message body failed to parse");
  const copies = new Map(Object.entries(parsed).filter((entry): entry is [string, string] => typeof entry[1] === "string"));
  const fallback = copies.get("default");
  if (fallback === undefined) throw invalid("Message Structure - No default entry in JSON message body");
  return (protocol) => copies.get(protocol) ?? fallback;
}

function readAttributes(form: Parameters, prefix: string): Record<string, MessageAttributeValue> {
  const attributes: Record<string, MessageAttributeValue> = {};
  for (let n = 1; form[`${prefix}${n}.Name`] !== undefined; n++) {
    const { [`${prefix}${n}.Name`]: name = "", [`${prefix}${n}.Value.DataType`]: DataType = "" } = form;
    const { [`${prefix}${n}.Value.StringValue`]: StringValue, [`${prefix}${n}.Value.BinaryValue`]: BinaryValue } = form;
    if (DataType === "" || (StringValue ?? BinaryValue ?? "") === "")
      throw invalid(`The message attribute '${name}' must have a type and a value`);
    attributes[name] = { DataType, ...(StringValue !== undefined && { StringValue }), ...(BinaryValue !== undefined && { BinaryValue }) };
  }
  return attributes;
}

const sizeBytes = (...texts: (string | undefined)[]) => texts.reduce((sum, text) => sum + Buffer.byteLength(text ?? ""), 0);

/**
 * @param prefix of the entry's parameters in a PublishBatch; empty for a Publish
 * @throws SnsError `InvalidParameter`
 */
export function readPublication(form: Parameters, prefix = ""): Publication {
  const { [`${prefix}Message`]: message = "", [`${prefix}Subject`]: subject, [`${prefix}MessageStructure`]: structure } = form;
  if (message === "") throw invalid("Empty message");
  if (subject !== undefined && !SUBJECT.test(subject)) throw invalid("Subject");
  if (structure !== undefined && structure !== "json") throw invalid("MessageStructure");

  const attributes = readAttributes(form, `${prefix}MessageAttributes.entry.`);
  const total = Object.entries(attributes).reduce(
    (sum, [name, { DataType, StringValue, BinaryValue }]) => sum + sizeBytes(name, DataType, StringValue, BinaryValue),
    sizeBytes(message),
  );
  if (total > MESSAGE_LIMIT_BYTES) throw invalid("Message too long");
  return {
    subject,
    textFor: structure === "json" ? readCopies(message) : () => message,
    attributes,
    deliveredAttributes: structure === "json" ? {} : attributes,
    sizeBytes: total,
  };
}
