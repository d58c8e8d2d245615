// The fields of a contract: the root's, then those of each named object, every one with an anchor of its own.
import type { JsonSchema } from "../generate/json-schema.ts";
import { constraints, isSchema, typeWords } from "./constraints.ts";
import { html, type Markup, prose } from "./html.ts";

/** Anchors: `statistics.quizzes` for the root's fields, `statistics.QuizStatistics.mean` for a named object's. */
export function fieldsOf(contract: string, document: JsonSchema): Markup {
  const definitions = isSchema(document.$defs) ? document.$defs : {};
  const named = Object.entries(definitions).map(([name, schema]) => {
    const definition = isSchema(schema) ? schema : {};
    return html`
      <h4 id="${contract}.${name}">${name}</h4>
      <p>${prose(String(definition.description))}</p>
      ${fieldList(definition, `${contract}.${name}`, contract, definitions)}`;
  });
  return html`${fieldList(document, contract, contract, definitions)}${named}`;
}

function fieldList(schema: JsonSchema, anchor: string, contract: string, definitions: JsonSchema): Markup {
  const required = new Set(Array.isArray(schema.required) ? schema.required : []);
  const fields = Object.entries(isSchema(schema.properties) ? schema.properties : {}).map(([name, value]) => {
    const property = isSchema(value) ? value : {};
    // A reference that says nothing of itself is what it refers to.
    const { title, description } = { ...referred(property, definitions), ...property };
    const isRequired = required.has(name) ? "required" : "optional";
    const id = `${anchor}.${name}`;
    return html`
      <div id="${id}">
        <dt><a href="#${id}"><code>${name}</code></a> <span class="${isRequired}">${isRequired}</span></dt>
        <dd>
          <p>${prose(`${title}. ${description}`)}</p>
          <p class="bounds">${typeWords(property, (definition) => `${contract}.${definition}`)}${constraints(property).map((bound) => html` · ${bound}`)}</p>
        </dd>
      </div>`;
  });
  return html`<dl class="fields">${fields}</dl>`;
}

function referred({ $ref }: JsonSchema, definitions: JsonSchema): JsonSchema {
  const definition = typeof $ref === "string" ? definitions[$ref.split("/").at(-1) ?? ""] : undefined;
  return isSchema(definition) ? definition : {};
}
