// What the subscribers of a topic can filter by: the message attributes of an event, as the catalogue names them.
import type { TSchema } from "@sinclair/typebox";
import type { Contract } from "../../schemas/catalogue.ts";
import { eventConstants } from "../../schemas/lib/envelope.ts";
import { plainSchema } from "./components.ts";
import type { JsonSchema } from "./json-schema.ts";

/** SQS takes ten with a message; one is left for whoever passes it on. */
const mostAttributes = 9;

/**
 * By name, the JSON pointer into the event that gives an attribute's value, or a constant: the event's type and its major version, and what the
 * catalogue names. Throws for what SNS or SQS would not take: too many, a name that is not allowed, a pointer that leads to no plain value.
 */
export function messageAttributes(name: string, contract: Contract): Record<string, string> {
  const { version, sentBy, attributes = {} } = contract;
  const { type } = eventConstants({ name, version, producers: sentBy });
  const all = { type, schemamajor: version.split(".")[0] ?? "", ...attributes };
  const count = Object.keys(all).length;
  if (count > mostAttributes) throw new Error(`The event "${name}" has ${count} message attributes, and ${mostAttributes} are allowed.`);
  for (const [attribute, value] of Object.entries(all)) {
    if (!/^[a-z][a-z0-9]*$/.test(attribute))
      throw new Error(`The message attribute "${attribute}" of "${name}": its name is to be of small letters and digits.`);
    if (value.startsWith("/") && !isPlain(schemaAt(contract.schema, value)))
      throw new Error(`The message attribute "${attribute}" of "${name}" is to be a text or a number, and ${value} leads to neither.`);
  }
  return all;
}

/** The message attributes as a schema: what a topic's message has beside its body. */
export function attributesSchema(name: string, contract: Contract): JsonSchema {
  const properties = Object.entries(messageAttributes(name, contract)).map(([attribute, value]) => {
    const schema = value.startsWith("/") ? schemaAt(contract.schema, value) : undefined;
    return [attribute, schema ? plainSchema(schema) : { type: "string", const: value }];
  });
  const description = `SNS message attributes of ${name}, for filter policies. What the event does not say is no attribute.`;
  return { title: "Attributes", description, type: "object", properties: Object.fromEntries(properties) };
}

function schemaAt(schema: TSchema, pointer: string): TSchema | undefined {
  return pointer
    .split("/")
    .slice(1)
    .reduce<TSchema | undefined>((at, step) => at?.properties?.[step], schema);
}

function isPlain(schema: TSchema | undefined): boolean {
  const branches: TSchema[] = schema?.anyOf ?? (schema ? [schema] : []);
  return branches.length > 0 && branches.every(({ type }) => ["string", "integer", "number"].includes(type));
}
