// What is wrong with a file: where, what, and what to do.
import { isAbsolute, join, relative } from "node:path";

export interface Fault {
  /** The file, from the working folder where it lies in it. */
  file: string;
  /** JSON pointer into the file, where the fault has a place. */
  pointer?: string;
  /** What is wrong, as a sentence. */
  what: string;
  /** What to do, as a sentence. */
  remedy: string;
}

/** A path as people look for it: from the working folder, or absolute where it lies outside. */
export function shown(...path: string[]): string {
  const fromHere = relative("", join(...path));
  return fromHere.startsWith("..") || isAbsolute(fromHere) ? join(...path) : fromHere || ".";
}

export function faultText({ file, pointer, what, remedy }: Fault): string {
  return `${file}${pointer === undefined ? "" : ` at ${pointer}`}: ${what} ${remedy}`;
}
