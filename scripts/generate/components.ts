// JSON Schema documents → the `components/schemas` of one OpenAPI or AsyncAPI document: one flat list, without $id and $defs.
import type { TSchema } from "@sinclair/typebox";
import type { JsonSchema } from "./json-schema.ts";
import { rootType } from "./types.ts";

/**
 * The schemas of the documents and of all their `$defs`, by name, in the alphabet's order. A contract says by `externalDocs` which it is.
 * What stands beside a `$ref` comes to stand round it, with `allOf`: AsyncAPI permits nothing beside a `$ref`. A closed document's definitions
 * are closed too, and open in other documents: they have its name before theirs. Throws where two different schemas have one name.
 */
export function componentSchemas(documents: JsonSchema[]): Record<string, JsonSchema> {
  const found = new Map<string, { schema: JsonSchema; of: string }>();
  const add = (name: string, schema: JsonSchema, of: string) => {
    const known = found.get(name);
    if (known && JSON.stringify(known.schema) !== JSON.stringify(schema))
      throw new Error(
        `Two different schemas are called "${name}", one in ${known.of} and one in ${of}, and a document that has both can hold only one: ` +
          `give one of them another title in schemas/.`,
      );
    found.set(name, { schema, of });
  };
  for (const { $schema: _dialect, $id, $defs, ...root } of documents) {
    const name = rootType(root);
    const nameOf: NameOf = (definition) => (root.additionalProperties === false ? name + definition : definition);
    const of = typeof $id === "string" ? $id : name;
    add(name, asComponent({ ...root, ...(typeof $id === "string" && { externalDocs: contractLink($id) }) }, nameOf), of);
    for (const [definition, schema] of Object.entries($defs ?? {})) add(nameOf(definition), asComponent(schema, nameOf), of);
  }
  return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, { schema }]) => [name, schema]));
}

/** The reference to a component. */
export function componentRef(kind: string, name: string): { $ref: string } {
  return { $ref: `#/components/${kind}/${name}` };
}

/** A TypeBox schema that is no contract and holds no named object, as JSON Schema. */
export function plainSchema(schema: TSchema): JsonSchema {
  return JSON.parse(JSON.stringify(schema));
}

/** `https://…/problem/1.0.0.schema.json` → a link that says `Contract problem 1.0.0`. */
function contractLink($id: string) {
  const [, name, version] = /([^/]+)\/([^/]+)\.schema\.json$/.exec($id) ?? [];
  return { description: `Contract ${name} ${version}`, url: $id };
}

/** What a definition of a document is called among the components. */
type NameOf = (definition: string) => string;

function asComponent(schema: unknown, nameOf: NameOf): JsonSchema {
  return rewritten(schema, nameOf) as JsonSchema; // an object stays an object
}

function rewritten(schema: unknown, nameOf: NameOf): unknown {
  if (Array.isArray(schema)) return schema.map((item) => rewritten(item, nameOf));
  if (typeof schema !== "object" || schema === null) return schema;
  const { $ref, ...rest }: JsonSchema = { ...schema };
  const others = Object.fromEntries(Object.entries(rest).map(([keyword, value]) => [keyword, rewritten(value, nameOf)]));
  if (typeof $ref !== "string") return $ref === undefined ? others : { $ref: rewritten($ref, nameOf), ...others };
  const [, name] = /^#\/\$defs\/([^/]+)$/.exec($ref) ?? [];
  if (name === undefined) throw new Error(`The reference "${$ref}" leads to no definition of its own document: refer to "#/$defs/…".`);
  const reference = componentRef("schemas", nameOf(name));
  return Object.keys(others).length === 0 ? reference : { ...others, allOf: [reference] };
}
