// Two folders of schema files, an old one and a new one, judged as the gate judges releases and what comes after them.
import { type Contract, catalogue, compatibilityModes } from "../../schemas/catalogue.ts";
import { asText } from "../generate/json-schema.ts";
import type { PublishedMode } from "./candidates.ts";
import type { CheckReport } from "./check-report.ts";
import { shown } from "./fault.ts";
import { breaks, comparisonOf, gate, passes, type Verdict } from "./gate.ts";
import { releasePath, sha256Of } from "./releases.ts";
import { readSchemas, type SchemaFile } from "./schema-folder.ts";
import { compareVersions } from "./versions.ts";

const kinds = new Map(Object.entries<Contract>(catalogue).map(([name, { kind }]) => [name, kind]));

/**
 * Judges the schemas in the folder `next` by those of the same name in `old`. The mode is `mode`, else that of the contract's kind, else
 * FULL. Internal contracts bind nobody and are left out. Throws a UsageError where a folder is missing or holds no schema file.
 */
export async function checkFolders(old: string, next: string, mode?: PublishedMode): Promise<CheckReport> {
  const before = await readSchemas(old, ({ name, version }) => `${name} ${version}`);
  const after = await readSchemas(next, ({ name }) => name);
  const faults = [...before.faults, ...after.faults];
  const names = [...new Set([...after.schemas, ...before.schemas].map(({ name }) => name))];
  const isInternal = (name: string) => kinds.get(name) === "configuration";
  const contracts = names
    .filter((name) => !isInternal(name))
    .map((name) => {
      const olds = before.schemas.filter((schema) => schema.name === name);
      const current = after.schemas.find((schema) => schema.name === name);
      return current === undefined ? removed(name, olds, next) : judge(olds, current, mode ?? modeOf(name));
    });
  return {
    ok: faults.length === 0 && contracts.every(passes),
    old: shown(old),
    new: shown(next),
    faults,
    historyNotAsked: null,
    contracts,
    leftOut: names.filter(isInternal),
  };
}

function modeOf(name: string): PublishedMode {
  const kind = kinds.get(name);
  return kind === undefined || kind === "configuration" ? "FULL_TRANSITIVE" : compatibilityModes[kind];
}

function judge(olds: SchemaFile[], current: SchemaFile, mode: PublishedMode): Verdict {
  const { name, version, document, file } = current;
  const releases = olds.flatMap((old) => (old.version === null ? [] : [asRelease(old, old.version)]));
  if (version !== null && releases.length === olds.length) {
    releases.sort((a, b) => compareVersions(a.version, b.version));
    const [verdict] = gate([{ name, version, mode, document, text: asText(document), versionIn: file }], releases);
    if (verdict !== undefined) return verdict;
  }
  const compared = olds.map((old) => ({ version: old.version ?? old.file, comparison: comparisonOf(old.document, document, mode) }));
  const base = { name, version, mode, latest: null, required: null, compared };
  if (olds.length === 0) return { ...base, state: "never-released" };
  if (!compared.some(({ comparison }) => breaks(comparison))) return { ...base, state: "compatible" };
  return {
    ...base,
    state: "breaking",
    remedy: `${name}: ${file} breaks who reads or writes by the old one: take the change back, or give it another name.`,
  };
}

function asRelease({ name, document }: SchemaFile, version: string) {
  const text = asText(document);
  return { name, version, path: releasePath(name, version), text, sha256: sha256Of(text), document };
}

function removed(name: string, olds: SchemaFile[], next: string): Verdict {
  const latest = olds.at(-1)?.version ?? null;
  const remedy = `${name}: ${olds.at(-1)?.file} has no counterpart in ${shown(next)}. Whoever reads it breaks, as with a new major: put it back.`;
  return { name, state: "gone", version: null, mode: null, latest, required: null, compared: [], remedy };
}
