// What a comparison of two versions of a contract says.

/**
 * Who has to go on understanding whom within a major version. `BACKWARD`: a new reader understands what was written by the old version;
 * `FORWARD`: an old reader understands what is written by the new one; `FULL`: both. A writer is closed (it writes no field that its
 * version does not know), a reader takes the document as it stands (open, unless the document itself is closed).
 */
export type Mode = "BACKWARD" | "FORWARD" | "FULL";

/** The part of a version number that a change has to raise, in ascending order. */
export const bumps = ["none", "patch", "minor", "major"] as const;
export type Bump = (typeof bumps)[number];

/** One reader that a change breaks. */
export interface Break {
  /** `new-reader`: it refuses what the old version writes. `old-reader`: it refuses what the new version writes. */
  who: "new-reader" | "old-reader";
  /** Why, as a sentence. */
  because: string;
  /** A document that the writer may write and the reader refuses; Ajv has said so of both. */
  witness: unknown;
  /** JSON pointer into the witness, to what the reader refuses. */
  at: string;
}

/** One difference between two versions. */
export interface Change {
  /** JSON pointer into the old document, a `$ref` followed; null where the thing is new. */
  old: string | null;
  /** JSON pointer into the new document; null where the thing is gone. */
  new: string | null;
  /** What changed, as a sentence with the values. */
  what: string;
  /** Whom it breaks, in either direction, whatever the mode. */
  breaks: Break[];
  /** Why nobody can say whom it breaks, where that is so. It is then never called compatible. */
  unknown?: string;
  /** The bump that it needs: major where it breaks, or may break, a reader that the mode protects; minor for other structure; patch else. */
  bump: Bump;
}

export interface Comparison {
  changes: Change[];
  /** The highest bump of all changes. */
  bump: Bump;
}
