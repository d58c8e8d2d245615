// The package's index.json → the bucket's: the same fields, of what is released alone, with the paths of the bucket.
import { asText } from "../generate/json-schema.ts";
import { type Release, releasePath } from "./releases.ts";
import { compareVersions, majorOf } from "./versions.ts";

/** An entry of the package's index, as far as it is looked into here. */
interface Entry {
  name: string;
  version: string;
  sha256: string;
}

export interface PublishedIndex {
  /** The file: of each released contract its latest version, all its released versions, and where they lie. */
  text: string;
  /** The contracts that the checkout has in a version that is not released; they are not in the file. */
  drafts: Entry[];
}

/** Undefined where `packageIndex` is no index. */
export function publishedIndex(packageIndex: string, releases: readonly Release[]): PublishedIndex | undefined {
  const index = parsed(packageIndex);
  if (index === undefined) return undefined;
  const entries = new Map(index.contracts.map((entry) => [entry.name, entry]));
  const contracts = [...Map.groupBy(releases, ({ name }) => name)].map(([name, versions]) => contract(entries.get(name), versions));
  const isReleased = (entry: Entry) =>
    releases.some(({ name, version, sha256 }) => name === entry.name && version === entry.version && sha256 === entry.sha256);
  return { text: asText({ package: index.package, contracts }), drafts: index.contracts.filter((entry) => !isReleased(entry)) };
}

/** A contract that has left the catalogue has no entry; what is released of it stays. */
function contract(entry: Entry | undefined, versions: Release[]) {
  const latest = versions.reduce((a, b) => (compareVersions(a.version, b.version) > 0 ? a : b));
  const { name, version, sha256, path, document } = latest;
  // The drafts and examples are the package's; the bucket has none.
  const { drafts, examples, ...kept } = { ...entry, drafts: undefined, examples: undefined };
  return {
    ...kept,
    name,
    title: document.title,
    description: document.description,
    version,
    $id: document.$id,
    sha256,
    status: "released",
    released: versions.map((release) => release.version),
    schema: path,
    alias: releasePath(name, String(majorOf(version))),
  };
}

function parsed(text: string): { package: unknown; contracts: Entry[] } | undefined {
  try {
    const index: unknown = JSON.parse(text);
    const { package: name, contracts } = Object(index);
    return Array.isArray(contracts) && contracts.every(isEntry) ? { package: name, contracts } : undefined;
  } catch {
    return undefined;
  }
}

function isEntry(value: unknown): value is Entry {
  const { name, version, sha256 } = Object(value);
  return [name, version, sha256].every((field) => typeof field === "string");
}
