// Whether a document keeps to the profile: what schemas/profile.schema.json says, and what no schema can say.
import { Ajv2020, type ErrorObject } from "ajv/dist/2020.js";
import profile from "../../../schemas/profile.schema.json" with { type: "json" };
import type { JsonSchema } from "../../generate/json-schema.ts";
import { foundBy, Undecided } from "./language.ts";
import { outside } from "./outside.ts";
import { follow, hasProperty, isObject, type Place, parts, pointer, requiredNames, written } from "./place.ts";
import { listed, quoted } from "./wording.ts";

export interface Problem {
  /** JSON pointer to what is wrong. */
  pointer: string;
  /** What is wrong, and what to do. */
  message: string;
}

const validate = new Ajv2020({ allErrors: true, verbose: true, strictTypes: false, strictRequired: false }).compile(profile);

/** Everything in a document that is not in the profile; empty for a contract that the gate can judge. */
export function outsideProfile(document: JsonSchema): Problem[] {
  const byKeyword = validate(document)
    ? []
    : (validate.errors ?? []).filter(({ keyword }) => !["if", "propertyNames"].includes(keyword)).map(problemOf);
  const notUnderstood = outside(document);
  const byReference = notUnderstood.map(({ pointer, what, remedy }) => ({
    pointer,
    message: `The gate does not understand ${what}. ${remedy}`,
  }));
  const byContent = notUnderstood.some(({ fatal }) => fatal) ? [] : [...withinPlace({ document, pointer: "", schema: document })];
  // What the schema of schemas has told of a place need not be told again.
  const told = new Set(byKeyword.map((problem) => problem.pointer));
  return [...byKeyword, ...[...byReference, ...byContent].filter((problem) => !told.has(problem.pointer))];
}

function problemOf({ instancePath, keyword, params, parentSchema, message, propertyName }: ErrorObject): Problem {
  const name: unknown = params.additionalProperty ?? params.propertyName ?? propertyName;
  const at = instancePath + (typeof name === "string" ? pointer(name) : "");
  if (keyword === "additionalProperties") {
    const known = Object.keys(profile.$defs.keywords.properties).filter((word) => !word.startsWith("$"));
    return { pointer: at, message: `The profile has no keyword ${quoted(name)}. Say it with $ref, ${listed(known)}.` };
  }
  if (keyword === "false schema")
    return { pointer: at, message: "It may stand at the root of the document only. Move it there, or leave it out." };
  const remedy = typeof parentSchema?.description === "string" ? ` ${parentSchema.description}` : "";
  return { pointer: at, message: propertyName === undefined ? `It ${message}.${remedy}` : `It may not stand here.${remedy}` };
}

function* withinPlace(place: Place): Generator<Problem> {
  const { schema } = place;
  for (const [index, name] of requiredNames(place).entries())
    if (!hasProperty(place, name))
      yield {
        pointer: place.pointer + pointer("required", index),
        message: `It requires ${quoted(name)}, which no closed writer can write. Declare it under properties, or correct the name.`,
      };
  if (typeof schema.pattern === "string") yield* withinPattern(place.pointer + pointer("pattern"), schema.pattern);
  for (const [steps, part] of parts(schema)) {
    if (!isObject(part)) continue;
    const inner = written(place, ...steps);
    if (steps[0] === "properties") yield* withinProperty(inner);
    yield* withinPlace(inner);
  }
}

/** A property may have its title and description from the definition that it refers to. */
function* withinProperty(place: Place): Generator<Problem> {
  const { schema } = follow(place);
  for (const keyword of ["title", "description"])
    if (!(keyword in place.schema) && !(keyword in schema))
      yield {
        pointer: place.pointer + pointer(keyword),
        message: `The property has no ${keyword}. Say ${keyword === "title" ? "in a few words" : "in a sentence, with the unit of a number,"} what it is.`,
      };
}

function* withinPattern(at: string, pattern: string): Generator<Problem> {
  try {
    foundBy(pattern);
  } catch (error) {
    if (!(error instanceof Undecided)) throw error;
    yield {
      pointer: at,
      message: `Two versions of it could not be compared: ${error.message}. Write it without look-arounds and with smaller counts.`,
    };
  }
}
