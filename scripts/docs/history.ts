// The versions of a contract, newest first, and what each changed.
import { type Candidate, pairMode } from "../contracts/candidates.ts";
import { compare } from "../contracts/compatibility/compare.ts";
import type { Comparison } from "../contracts/compatibility/comparison.ts";
import type { Release } from "../contracts/releases.ts";

export interface Version {
  version: string;
  isReleased: boolean;
  /** The version before it; null for the first. */
  since: string | null;
  /** What changed since then; null for the first. */
  comparison: Comparison | null;
  /** The document, byte for byte. */
  text: string;
}

/** `releases` are this contract's, ascending by version. The current one is a version of its own unless it is released as it stands. */
export function historyOf({ version, mode, document, text }: Candidate, releases: readonly Release[]): Version[] {
  const released = releases.map((release) => ({ ...release, isReleased: true }));
  const isReleased = releases.some((release) => release.version === version && release.text === text);
  const versions = isReleased ? released : [...released, { version, document, text, isReleased: false }];
  return versions
    .map((one, index) => {
      const before = versions[index - 1];
      const comparison = before ? compare(before.document, one.document, pairMode(mode)) : null;
      return { version: one.version, isReleased: one.isReleased, since: before?.version ?? null, comparison, text: one.text };
    })
    .reverse();
}
