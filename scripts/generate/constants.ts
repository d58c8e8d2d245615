// Constants that functions and consumers share with the schemas, as a JavaScript module with its declaration.
import type { Contract } from "../../schemas/catalogue.ts";
import { eventConstants } from "../../schemas/lib/envelope.ts";
import { jsonSchema, typeName } from "./json-schema.ts";
import { messageAttributes } from "./message-attributes.ts";
import { generatedBy } from "./types.ts";

/** What producers write into the messages, by constant: `$id`s of documents, and the constant fields of events. */
export function constants(contracts: [string, Contract][]): Record<string, Record<string, unknown>> {
  return Object.fromEntries(
    contracts.map(([name, contract]) => {
      const id = jsonSchema(name, contract).$id;
      const { version, kind, sentBy, attributes } = contract;
      const ofEvent = kind === "event" && eventConstants({ name, version, producers: sentBy });
      return [constantName(name), { name, id, ...ofEvent, ...(attributes && { attributes: messageAttributes(name, contract) }) }];
    }),
  );
}

/** `raw-data-stored` → `rawDataStored`. */
export function constantName(contract: string): string {
  const type = typeName(contract);
  return type.charAt(0).toLowerCase() + type.slice(1);
}

/** The module that exports `values` by their names. */
export function module(values: Record<string, unknown>): string {
  const exports = Object.entries(values).map(([name, value]) => `export const ${name} = ${JSON.stringify(value, null, 2)};`);
  return `${generatedBy}\n${exports.join("\n\n")}\n`;
}

/** The declaration of that module, each value with its literal type. */
export function declaration(values: Record<string, unknown>): string {
  const exports = Object.entries(values).map(([name, value]) => `export declare const ${name}: ${literalType(value)};`);
  return `${generatedBy}\n${exports.join("\n\n")}\n`;
}

function literalType(value: unknown, indent = ""): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  const fields = Object.entries(value).map(([name, field]) => `${inner}readonly ${JSON.stringify(name)}: ${literalType(field, inner)};`);
  return `{\n${fields.join("\n")}\n${indent}}`;
}
