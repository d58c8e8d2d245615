// One difference between two documents, whatever it means for writers and readers.
import { type Place, pointer } from "./place.ts";
import { tellChange } from "./wording.ts";

export interface Difference {
  /** JSON pointers as in a `Change`. */
  old: string | null;
  new: string | null;
  /** Further places in the old and the new document that belong to it. */
  also: { old: string[]; new: string[] };
  /** A sentence with the values. */
  what: string;
  /** Whether it may change which values are taken; what is only said of them, and how, may not. */
  structural: boolean;
}

/** Compares two sub-schemas as they are written. */
export type Between = (before: Place, after: Place) => Generator<Difference>;

/** A keyword that stands on one side only, or with two values. */
export function keywordDiffers(keyword: string, before: Place | undefined, after: Place | undefined, structural: boolean): Difference {
  const what = tellChange(keyword, before?.schema[keyword], after?.schema[keyword]);
  return difference(at(before, keyword), at(after, keyword), what, structural);
}

export function difference(before: string | null, after: string | null, what: string, structural = true): Difference {
  return { old: before, new: after, also: { old: [], new: [] }, what, structural };
}

function at(place: Place | undefined, keyword: string): string | null {
  return place === undefined ? null : place.pointer + pointer(keyword);
}
