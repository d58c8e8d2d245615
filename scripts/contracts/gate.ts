// The gate: compares each contract with every released version of its major, and says which version it needs.

import { eventConstants, majorPattern } from "../../schemas/lib/envelope.ts";
import { asText, type JsonSchema } from "../generate/json-schema.ts";
import { type Candidate, type PublishedMode, pairMode } from "./candidates.ts";
import { compare } from "./compatibility/compare.ts";
import type { Comparison } from "./compatibility/comparison.ts";
import type { Release } from "./releases.ts";
import { compareVersions, majorOf, raised } from "./versions.ts";

/** What the gate says of one contract. */
export interface Verdict {
  name: string;
  /**
   * `never-released`: no version is frozen yet. `unchanged`: it is the latest release, byte for byte. `raised`: its version is as high as
   * what changed asks, or higher. `new-major`: its major has no release, so nothing binds it. `too-low`: it needs a higher version.
   * `gone`: it was released, and the catalogue no longer publishes it. Of a schema that says no version: `compatible` or `breaking`.
   * `too-low`, `gone` and `breaking` fail.
   */
  state: "never-released" | "unchanged" | "raised" | "new-major" | "too-low" | "gone" | "compatible" | "breaking";
  /** The version that schemas/ says; null where it is gone, or says none. */
  version: string | null;
  mode: PublishedMode | null;
  /** The highest released version; null where there is none. */
  latest: string | null;
  /** The lowest version that is enough; null where nothing was released, or where it is gone. */
  required: string | null;
  /** The released versions that it was compared with, ascending. */
  compared: Compared[];
  /** A new major against the last version of the major before, for information. What follows from the number itself is taken as equal. */
  sinceLastMajor?: Compared;
  /** What to do, where it fails. */
  remedy?: string;
}

export interface Compared {
  version: string;
  comparison: Comparison;
}

export function passes({ state }: Verdict): boolean {
  return !["too-low", "gone", "breaking"].includes(state);
}

/** Judges all contracts, then what was released and is no more. `releases` are sound ones, ascending by version within a name. */
export function gate(candidates: readonly Candidate[], releases: readonly Release[]): Verdict[] {
  const byName = Map.groupBy(releases, ({ name }) => name);
  const verdicts = candidates.map((candidate) => judge(candidate, byName.get(candidate.name) ?? []));
  for (const { name } of candidates) byName.delete(name);
  return [...verdicts, ...[...byName].map(([name, released]) => gone(name, released))];
}

function judge(candidate: Candidate, releases: readonly Release[]): Verdict {
  const { name, version, mode } = candidate;
  const latest = releases.at(-1);
  const base = { name, version, mode, latest: latest?.version ?? null };
  if (latest === undefined) return { ...base, state: "never-released", required: null, compared: [] };
  if (majorOf(version) > majorOf(latest.version)) {
    const before = atMajor(latest.document, name, latest.version, version);
    const sinceLastMajor = { version: latest.version, comparison: comparisonOf(before, candidate.document, mode) };
    return { ...base, state: "new-major", required: null, compared: [], sinceLastMajor };
  }
  const compared = releases
    .filter((release) => majorOf(release.version) === majorOf(latest.version))
    .map((release) => ({ version: release.version, comparison: comparisonOf(release.document, candidate.document, mode) }));
  const required = requiredVersion(candidate, latest, compared);
  if (compareVersions(version, required) < 0) {
    const remedy = `${name}: ${latest.version} → needs ${required}; ${candidate.versionIn} says ${version}: raise it, or take the change back.`;
    return { ...base, state: "too-low", required, compared, remedy };
  }
  return { ...base, state: candidate.text === latest.text ? "unchanged" : "raised", required, compared };
}

/** The comparison of two versions without their `$id`s, which always differ. */
export function comparisonOf(old: JsonSchema, now: JsonSchema, mode: PublishedMode): Comparison {
  return compare(withoutId(old), withoutId(now), pairMode(mode));
}

function withoutId({ $id: _id, ...document }: JsonSchema): JsonSchema {
  return document;
}

/** A break against any version asks for the next major; what else is new asks relative to the latest release. */
function requiredVersion(candidate: Candidate, latest: Release, compared: readonly Compared[]): string {
  if (compared.some(({ comparison }) => breaks(comparison))) return raised(latest.version, "major");
  const bump = compared.at(-1)?.comparison.bump ?? "none";
  // Other bytes that mean the same are another version all the same: whoever holds the checksum of a version holds all of it.
  const sameBytes = asText({ ...candidate.document, $id: latest.document.$id }) === latest.text;
  return raised(latest.version, bump === "none" && !sameBytes ? "patch" : bump);
}

/** What nobody can judge is a break as well. */
export function breaks({ bump, changes }: Comparison): boolean {
  return bump === "major" || changes.some(({ unknown }) => unknown !== undefined);
}

/** `document` as it would read had its major alone been raised: an event's type and the patterns of its `$id` name the major. */
function atMajor(document: JsonSchema, name: string, from: string, to: string): JsonSchema {
  const type = (version: string) => eventConstants({ name, version, producers: [""] }).type;
  const pattern = (version: string) => majorPattern(name, version).split("(")[0] ?? "";
  return JSON.parse(JSON.stringify(document), (_key, value: unknown) => {
    if (typeof value !== "string") return value;
    if (value === type(from)) return type(to);
    return value.startsWith(pattern(from)) ? pattern(to) + value.slice(pattern(from).length) : value;
  });
}

function gone(name: string, releases: readonly Release[]): Verdict {
  const latest = releases.at(-1)?.version ?? null;
  const remedy = `${name}: ${latest} is released, and schemas/catalogue.ts no longer publishes it: put it back, since others build on it.`;
  return { name, state: "gone", version: null, mode: null, latest, required: null, compared: [], remedy };
}
