// Validation by JSON Schema draft-04 as its specification has it (draft-fge-json-schema-validation-00), for what our schemas say. No Ajv reads
// draft-04 any more, and this owes nothing to the code that derives the schemas. A keyword that it does not know is an error.

type Schema = Record<string, unknown>;

/** Whether a value keeps a draft-04 schema; `root` is where its references point to. Throws on a schema that is none. */
export function keepsDraft04(schema: unknown, value: unknown, root: unknown = schema): boolean {
  if (!isObject(schema)) throw new TypeError(`Not a draft-04 schema: ${JSON.stringify(schema)}`);
  // Beside a $ref nothing counts.
  if (typeof schema.$ref === "string") return keepsDraft04(at(root, schema.$ref), value, root);
  return Object.entries(schema).every(([keyword, said]) => keepsKeyword(keyword, said, schema, value, root));
}

function keepsKeyword(keyword: string, said: unknown, schema: Schema, value: unknown, root: unknown): boolean {
  const keeps = (subschema: unknown, child: unknown) => keepsDraft04(subschema, child, root);
  switch (keyword) {
    case "$schema":
    case "id":
    case "title":
    case "description":
    case "default":
    case "definitions":
      return true;
    case "type":
      return list(said, [said]).some((type) => isOfType(String(type), value));
    case "enum":
      return list(said).some((allowed) => same(allowed, value));
    case "allOf":
      return list(said).every((subschema) => keeps(subschema, value));
    case "anyOf":
      return list(said).some((subschema) => keeps(subschema, value));
    case "required":
      if (list(said).length === 0) throw new TypeError("In draft-04 required is never empty.");
      return !isObject(value) || list(said).every((name) => Object.hasOwn(value, String(name)));
    case "properties":
      if (!isObject(said)) throw new TypeError("properties is no object.");
      return (
        !isObject(value) || Object.entries(said).every(([name, property]) => !Object.hasOwn(value, name) || keeps(property, value[name]))
      );
    case "additionalProperties": {
      if (!isObject(value)) return true;
      const known = isObject(schema.properties) ? schema.properties : {};
      const others = Object.keys(value).filter((name) => !Object.hasOwn(known, name));
      return typeof said === "boolean" ? said || others.length === 0 : others.every((name) => keeps(said, value[name]));
    }
    case "items":
      return !Array.isArray(value) || value.every((item) => keeps(said, item));
    case "minItems":
      return !Array.isArray(value) || value.length >= number(said);
    case "maxItems":
      return !Array.isArray(value) || value.length <= number(said);
    case "uniqueItems":
      return (
        !Array.isArray(value) ||
        said === false ||
        value.every((item, index) => !value.slice(0, index).some((earlier) => same(earlier, item)))
      );
    case "minProperties":
      return !isObject(value) || Object.keys(value).length >= number(said);
    case "maxProperties":
      return !isObject(value) || Object.keys(value).length <= number(said);
    case "minLength":
      return typeof value !== "string" || [...value].length >= number(said);
    case "maxLength":
      return typeof value !== "string" || [...value].length <= number(said);
    case "pattern":
      return typeof value !== "string" || new RegExp(String(said), "u").test(value);
    case "format":
      // The one of ours that draft-04 knows; wherever it stands a pattern stands beside it.
      if (said !== "date-time") throw new TypeError(`draft-04 does not know the format ${said}.`);
      return true;
    case "minimum":
      return typeof value !== "number" || (schema.exclusiveMinimum === true ? value > number(said) : value >= number(said));
    case "maximum":
      return typeof value !== "number" || (schema.exclusiveMaximum === true ? value < number(said) : value <= number(said));
    case "exclusiveMinimum":
    case "exclusiveMaximum":
      if (typeof said !== "boolean") throw new TypeError(`In draft-04 ${keyword} is true or false.`);
      return true;
    case "multipleOf":
      return typeof value !== "number" || Number.isInteger(value / number(said));
    default:
      throw new TypeError(`draft-04 does not know the keyword ${keyword}, or we do not.`);
  }
}

function at(root: unknown, reference: string): unknown {
  let found = root;
  for (const name of reference.replace(/^#\//, "").split("/")) found = isObject(found) ? found[name] : undefined;
  return found;
}

function isOfType(type: string, value: unknown): boolean {
  switch (type) {
    case "null":
      return value === null;
    case "array":
      return Array.isArray(value);
    case "object":
      return isObject(value);
    case "integer":
      return Number.isInteger(value);
    case "string":
    case "number":
    case "boolean":
      return typeof value === type;
    default:
      throw new TypeError(`draft-04 does not know the type ${type}.`);
  }
}

/** Equal as JSON, whatever the order of fields. */
function same(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, index) => same(item, b[index]));
  if (!isObject(a) || !isObject(b)) return a === b;
  return (
    Object.keys(a).length === Object.keys(b).length && Object.keys(a).every((name) => Object.hasOwn(b, name) && same(a[name], b[name]))
  );
}

function isObject(value: unknown): value is Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function list(value: unknown, otherwise?: unknown[]): unknown[] {
  if (Array.isArray(value)) return value;
  if (otherwise === undefined) throw new TypeError(`Not an array: ${JSON.stringify(value)}`);
  return otherwise;
}

function number(value: unknown): number {
  if (typeof value !== "number") throw new TypeError(`Not a number: ${JSON.stringify(value)}`);
  return value;
}
