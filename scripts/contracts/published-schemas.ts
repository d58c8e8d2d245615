// Releases as objects: each version, for ever under the path of its `$id`; the latest of each major under an alias; the checksums of all.
import type { PublishedObject } from "./publish-objects.ts";
import { type Release, releasePath, sha256Of, sumsFile, sumsText } from "./releases.ts";
import { schemaOf } from "./schema-file.ts";
import { compareVersions, isVersion, majorOf } from "./versions.ts";

/** What may change with the next release. */
export const forMinutes = "public, max-age=300";
const forEver = "public, max-age=31536000, immutable";
const schemaJson = "application/schema+json";

const behind = "This checkout is behind: pull what was released since, and publish that.";

/** `raw-data-stored/1.1.0.schema.json`: what no publishing ever replaces. */
export function versionObject({ path, text, sha256 }: Release): PublishedObject {
  const objection = (there: Uint8Array) =>
    `is released, and not the same there: its SHA-256 is ${sha256Of(Buffer.from(there))} there and ${sha256} here. A released version is never ` +
    "overwritten. Find out which of the two readers have built on, keep that one, and release the other as a higher version.";
  return { path, body: Buffer.from(text), contentType: schemaJson, cacheControl: forEver, objection };
}

/** `raw-data-stored/1.schema.json` and so on: the bytes of the latest version of each major, `$id` included. An alias never goes back. */
export function aliasObjects(releases: readonly Release[]): PublishedObject[] {
  const latest = new Map<string, Release>();
  for (const release of releases) {
    const path = releasePath(release.name, String(majorOf(release.version)));
    const known = latest.get(path);
    if (known === undefined || compareVersions(release.version, known.version) > 0) latest.set(path, release);
  }
  return [...latest].map(([path, { name, version, text }]) => {
    const objection = (there: Uint8Array) => {
      const found = versionIn(there, name);
      if (found === undefined) return `is no release of ${name}. See what it is, and delete it if it has no business there.`;
      if (compareVersions(found, version) <= 0) return undefined;
      return `is at ${found}, and the latest release here is ${version}. ${behind}`;
    };
    return { path, body: Buffer.from(text), contentType: schemaJson, cacheControl: forMinutes, objection };
  });
}

/** `SHA256SUMS`: what `sha256sum --check` reads. Who knows fewer releases than are published would take every document back. */
export function checksumsObject(releases: readonly Release[]): PublishedObject {
  const text = sumsText(releases);
  const known = new Set(text.split("\n"));
  const objection = (there: Uint8Array) => {
    const lines = Buffer.from(there).toString().split("\n");
    const unknown = lines.filter((line) => !known.has(line));
    if (unknown.length === 0) return undefined;
    const more = unknown.length > 3 ? ` and ${unknown.length - 3} more` : "";
    return `lists what is not released here: ${unknown.slice(0, 3).join(", ")}${more}. ${behind}`;
  };
  return { path: sumsFile, body: Buffer.from(text), contentType: "text/plain; charset=utf-8", cacheControl: forMinutes, objection };
}

/** The version that a schema's `$id` names; undefined where it is none of this contract's. */
function versionIn(bytes: Uint8Array, name: string): string | undefined {
  const read = schemaOf(Buffer.from(bytes).toString());
  if ("wrong" in read) return undefined;
  const [, found, version = ""] = /\/([^/]+)\/([^/]+)\.schema\.json$/.exec(String(read.document.$id)) ?? [];
  return found === name && isVersion(version) ? version : undefined;
}
