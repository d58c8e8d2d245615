// quicktype as a function: definitions and a language → source files.
import { InputData, JSONSchemaInput, quicktypeMultiFile, type TargetLanguage } from "quicktype-core";
import { propertyDescriptionsTypeAttributeKind } from "quicktype-core/dist/esm/attributes/Description.js";
import { type Definitions, describedReferences } from "./samples-schema.ts";

/** Source texts by file name; the name is quicktype's own where the language has all in one file. */
export async function sources(definitions: Definitions, language: TargetLanguage): Promise<Map<string, string>> {
  const input = new JSONSchemaInput(undefined, [referenceDescriptions]);
  // Every definition is a top level: of several top levels that share one quicktype would make as many types.
  await input.addSource({ name: "scoreline", schema: JSON.stringify({ $defs: definitions }), uris: ["#/$defs/"] });
  const inputData = new InputData();
  inputData.addInput(input);
  const files = await quicktypeMultiFile({ inputData, lang: language });
  return new Map(
    [...files].map(([name, { lines }]) => [
      name,
      `${lines
        .map((line) => line.trimEnd())
        .join("\n")
        .trim()}\n`,
    ]),
  );
}

/** A description beside a `$ref` would make a second type of the object referred to: so it comes this way. */
function referenceDescriptions(schema: unknown) {
  if (typeof schema !== "object" || schema === null) return undefined;
  const described: [string, string][] = Object.entries(
    Object.entries(schema).find(([keyword]) => keyword === describedReferences)?.[1] ?? {},
  );
  const attribute = new Map(described.map(([property, description]) => [property, new Set([description])]));
  return attribute.size === 0 ? undefined : { forObject: propertyDescriptionsTypeAttributeKind.makeAttributes(attribute) };
}
