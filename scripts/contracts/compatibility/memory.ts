// What has been worked out of a document is not worked out again, as long as the document lives.
import type { JsonSchema } from "../../generate/json-schema.ts";

/** Answers what it knows of a key of a document, and asks `make` otherwise; a throw is not remembered. */
export type Memory<T> = (document: JsonSchema, key: string, make: () => T) => T;

/** A memory of its own. */
export function memory<T>(): Memory<T> {
  const known = new WeakMap<JsonSchema, Map<string, { value: T }>>();
  return (document, key, make) => {
    const ofDocument = known.get(document) ?? new Map<string, { value: T }>();
    known.set(document, ofDocument);
    const entry = ofDocument.get(key) ?? { value: make() };
    ofDocument.set(key, entry);
    return entry.value;
  };
}
