// A titled object is a type of its own: it is written once, becomes one entry in $defs and one interface in the generated types.
import type { TObject } from "@sinclair/typebox";

/** Carries what a property says of the named object it holds; the generator writes it beside the `$ref`. */
export const use = Symbol("use");

export interface Annotations {
  title: string;
  description: string;
}

/** The named object `schema` in a property with a title and description of its own. */
export function as<T extends TObject>(schema: T, annotations: Annotations): T {
  return { ...schema, [use]: annotations };
}
