// What `import … from "@scoreline/contracts"` gives: each contract under its name, with its reader and its writer, all types, and `readEvent`.
import type { PublishedContract } from "../../schemas/catalogue.ts";
import { constantName } from "./constants.ts";
import { type JsonSchema, typeName } from "./json-schema.ts";
import { generatedBy, rootType } from "./types.ts";
import { directions, validatorName } from "./validators.ts";

export interface EntryContract {
  name: string;
  contract: PublishedContract;
  document: JsonSchema;
}

/** The package's entry and the modules behind it, one a contract so that a bundler leaves out what is not imported; by path. */
export function entry(contracts: EntryContract[]): [path: string, text: string][] {
  const events = contracts.filter(({ contract }) => contract.kind === "event");
  return [
    ...contracts.flatMap((contract): [string, string][] => [
      [`by-name/${contract.name}.js`, contractModule(contract)],
      [`by-name/${contract.name}.d.ts`, contractDeclaration(contract)],
    ]),
    ["read-event.js", eventModule(events)],
    ["read-event.d.ts", eventDeclaration(events)],
    ["index.js", `${generatedBy}\n${values(contracts)}\n`],
    ["index.d.ts", `${generatedBy}\n${values(contracts)}\n${types(contracts)}\n`],
  ];
}

function contractModule({ name, contract, document }: EntryContract): string {
  // A request is closed in both directions: one validator reads and writes it.
  const [read, write = read] = directions(contract.kind).map((direction) => ({ direction, validator: validatorName(document, direction) }));
  if (read === undefined || write === undefined) throw new Error(`The contract "${name}" has no validator.`);
  const validators = [...new Set([read, write])].map(
    ({ direction, validator }) => `import { ${validator} } from "../validators/${direction}-${name}.js";`,
  );
  return `${generatedBy}
import { accept } from "../contract-error.js";
import { ${constantName(name)} as constants } from "../contracts.js";
${validators.join("\n")}

export const ${constantName(name)} = {
  ...constants,
  read: (value) => accept(constants.name, ${read.validator}, value),
  write: (value) => accept(constants.name, ${write.validator}, value),
};
`;
}

function contractDeclaration({ name, contract, document }: EntryContract): string {
  return `${generatedBy}
import type { Contract } from "../contract.js";
import type { ${constantName(name)} as constants } from "../contracts.js";
import type { ${rootType(document)} } from "../types/${name}.js";

/** ${document.description} The ${contract.kind} ${name}, version ${contract.version}. */
export declare const ${constantName(name)}: typeof constants & Contract<${rootType(document)}>;
`;
}

function eventModule(events: EntryContract[]): string {
  const names = events.map(({ name }) => constantName(name));
  return `${generatedBy}
${events.map(({ name }) => `import { ${constantName(name)} } from "./by-name/${name}.js";`).join("\n")}
import { readByType } from "./read-by-type.js";

export function readEvent(value) {
  return readByType([${names.join(", ")}], value);
}
`;
}

function eventDeclaration(events: EntryContract[]): string {
  return `${generatedBy}
${events.map(({ name, document }) => `import type { ${rootType(document)} } from "./types/${name}.js";`).join("\n")}

/** Any event of Scoreline; its \`type\` tells which. */
export type ScorelineEvent = ${events.map(({ document }) => rootType(document)).join(" | ")};

/**
 * The event, read by the contract that its \`type\` names.
 *
 * @throws {ContractError} when its type or its major version is not one of this package's, or when it violates its contract
 */
export declare function readEvent(value: unknown): ScorelineEvent;
`;
}

function values(contracts: EntryContract[]): string {
  return [
    ...contracts.map(({ name }) => `export { ${constantName(name)} } from "./by-name/${name}.js";`),
    'export { ContractError } from "./contract-error.js";',
    'export { problemKinds } from "./problem-kinds.js";',
    'export { readEvent } from "./read-event.js";',
  ].join("\n");
}

function types(contracts: EntryContract[]): string {
  return [
    'export type { Contract } from "./contract.js";',
    'export type { ScorelineEvent } from "./read-event.js";',
    'export type { Violation } from "./validators/validate.js";',
    'export type { ContractErrorItem } from "./violations.js";',
    ...typesOf(contracts).map(([name, names]) => `export type { ${names.join(", ")} } from "./types/${name}.js";`),
  ].join("\n");
}

/**
 * The interfaces of each contract. What several contracts hold alike comes from the first; the index can bear each name but once.
 *
 * @throws an error when two contracts mean different things by one name
 */
function typesOf(contracts: EntryContract[]): [contract: string, types: string[]][] {
  const first = new Map<string, { contract: string; definition: string }>();
  return contracts.map(({ name: contract, document }) => {
    const definitions: [string, unknown][] = [[rootType(document), document], ...Object.entries(document.$defs ?? {})];
    const own = definitions.flatMap(([title, schema]) => {
      const name = typeName(title);
      const definition = shape(schema);
      const known = first.get(name);
      if (known !== undefined && known.definition !== definition)
        throw new Error(
          `"${name}" is not the same in ${known.contract} and in ${contract}, and the contracts package can export but one: give one of them another title.`,
        );
      if (known === undefined) first.set(name, { contract, definition });
      return known === undefined ? [name] : [];
    });
    return [contract, own];
  });
}

/** What of a definition makes its type: a request's is closed, which the type does not say. */
function shape(schema: unknown): string {
  return JSON.stringify(schema, (keyword, value) => (keyword === "additionalProperties" && value === false ? undefined : value));
}
