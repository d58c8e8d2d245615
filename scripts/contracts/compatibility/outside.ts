// What the gate cannot judge: keywords, formats and references it does not understand.
import type { JsonSchema } from "../../generate/json-schema.ts";
import { formats, isFormat } from "./formats.ts";
import { compiled, malformed } from "./judge.ts";
import { annotations, assertions } from "./keywords.ts";
import { isObject, parts, pointer, referredTo } from "./place.ts";

export interface Outside {
  /** JSON pointer to the keyword. */
  pointer: string;
  /** What it is, as the object of a sentence: `the keyword "not"`. */
  what: string;
  /** What to do instead. */
  remedy: string;
  /** Nothing else of the document can be judged either. */
  fatal: boolean;
}

const dialect = "https://json-schema.org/draft/2020-12/schema";

/** Everything in a document that the gate does not understand, in the order it stands there. */
export function outside(document: JsonSchema): Outside[] {
  if (document.$schema !== undefined && document.$schema !== dialect)
    return [{ pointer: "/$schema", what: `the dialect ${JSON.stringify(document.$schema)}`, remedy: `Write ${dialect}.`, fatal: true }];
  const broken = malformed(document).map(({ pointer, message }) => ({
    pointer,
    what: `a value that is no JSON Schema (it ${message})`,
    remedy: "Correct it.",
    fatal: true,
  }));
  if (broken.length > 0) return broken;
  const found = [...inSchema(document, ""), ...danglingAndRecursive(document)];
  // Names of anchors and the like may be wrong in ways that only Ajv sees.
  if (found.length > 0 && !found.some(({ fatal }) => fatal)) {
    try {
      compiled(document);
    } catch (error) {
      found.push({ pointer: "", what: `a document that Ajv cannot read (${error})`, remedy: "Correct it.", fatal: true });
    }
  }
  return found;
}

function* inSchema(schema: unknown, at: string): Generator<Outside> {
  if (!isObject(schema)) {
    yield { pointer: at, what: `the schema ${JSON.stringify(schema)}`, remedy: "Write an object: {} takes everything.", fatal: true };
    return;
  }
  for (const keyword of Object.keys(schema)) yield* inKeyword(schema, keyword, at);
  for (const [steps, part] of parts(schema)) yield* inSchema(part, at + pointer(...steps));
}

function* inKeyword(schema: JsonSchema, keyword: string, at: string): Generator<Outside> {
  const value = schema[keyword];
  const where = at + pointer(keyword);
  if (keyword === "$ref") {
    if (referredTo(schema) === undefined)
      yield { pointer: where, what: `the reference ${JSON.stringify(value)}`, remedy: "Refer to #/$defs/Name.", fatal: true };
    const beside = Object.keys(schema).filter((other) => assertions.has(other));
    if (beside.length > 0)
      yield { pointer: where, what: `"$ref" beside ${beside.join(", ")}`, remedy: "Say these in the definition.", fatal: true };
  } else if (["$id", "$schema", "$defs"].includes(keyword)) {
    if (at !== "") yield { pointer: where, what: `"${keyword}" inside a document`, remedy: "Leave it to the root.", fatal: true };
  } else if (keyword === "format" && !isFormat(value)) {
    yield { pointer: where, what: `the format ${JSON.stringify(value)}`, remedy: `Known are ${formats.join(", ")}.`, fatal: false };
  } else if (keyword === "pattern" && !isPattern(value)) {
    yield { pointer: where, what: `the pattern ${JSON.stringify(value)}`, remedy: "Write what RegExp takes with the u flag.", fatal: true };
  } else if (!assertions.has(keyword) && !annotations.has(keyword)) {
    yield { pointer: where, what: `the keyword "${keyword}"`, remedy: "Say it with the keywords of the profile.", fatal: false };
  }
}

/** References that lead nowhere, or back to themselves. */
function* danglingAndRecursive(document: JsonSchema): Generator<Outside> {
  const definitions = isObject(document.$defs) ? document.$defs : {};
  function* walk(schema: unknown, at: string, above: readonly string[]): Generator<Outside> {
    if (!isObject(schema)) return;
    const name = referredTo(schema);
    const where = `${at}/$ref`;
    if (name !== undefined && !Object.hasOwn(definitions, name))
      yield {
        pointer: where,
        what: `a reference to "${name}", which is not in $defs`,
        remedy: "Define it, or correct the name.",
        fatal: true,
      };
    else if (name !== undefined && above.includes(name))
      yield { pointer: where, what: `a reference from "${name}" back to itself`, remedy: "Bound the depth: no recursion.", fatal: true };
    else if (name !== undefined) yield* entering(name, above);
    for (const [steps, part] of parts(schema)) if (steps[0] !== "$defs") yield* walk(part, at + pointer(...steps), above);
  }
  const entered = new Set<string>();
  function* entering(name: string, above: readonly string[]): Generator<Outside> {
    if (entered.has(name)) return;
    entered.add(name);
    yield* walk(definitions[name], pointer("$defs", name), [...above, name]);
  }
  yield* walk({ ...document, $defs: {} }, "", []);
  for (const name of Object.keys(definitions)) yield* entering(name, []);
}

function isPattern(value: unknown): boolean {
  try {
    new RegExp(String(value), "u");
    return true;
  } catch {
    return false;
  }
}
