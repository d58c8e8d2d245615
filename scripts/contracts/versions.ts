// Version numbers of contracts: strictly major.minor.patch, no leading zeros, no pre-releases.
import type { Bump } from "./compatibility/comparison.ts";

const grammar = /^(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)$/;

export function isVersion(text: string): boolean {
  return grammar.test(text);
}

/** The three numbers of a version. Throws a TypeError where `version` is none. */
function numbers(version: string): [major: number, minor: number, patch: number] {
  const [, major, minor, patch] = grammar.exec(version) ?? [];
  if (major === undefined || minor === undefined || patch === undefined)
    throw new TypeError(`"${version}" is no version: write it as major.minor.patch, such as 1.2.0.`);
  return [Number(major), Number(minor), Number(patch)];
}

export function majorOf(version: string): number {
  return numbers(version)[0];
}

/** Below 0 where `a` is lower than `b`, 0 where they are the same, above 0 where it is higher. */
export function compareVersions(a: string, b: string): number {
  const [right, left] = [numbers(b), numbers(a)];
  return left[0] - right[0] || left[1] - right[1] || left[2] - right[2];
}

/** The lowest version that is higher than `version` by `bump`: 1.2.3 by a minor is 1.3.0. */
export function raised(version: string, bump: Bump): string {
  const [major, minor, patch] = numbers(version);
  switch (bump) {
    case "none":
      return version;
    case "patch":
      return `${major}.${minor}.${patch + 1}`;
    case "minor":
      return `${major}.${minor + 1}.0`;
    case "major":
      return `${major + 1}.0.0`;
  }
}
