// The resources of an applied state, as `terraform show -json` prints them.
import { readFile } from "node:fs/promises";

export interface Resource {
  /** Where it stands in the configuration; for messages alone. */
  address: string;
  type: string;
  values: Values;
}

/** The attributes of a resource, or of a block in it. */
export class Values {
  readonly #where: string;
  readonly #values: Record<string, unknown>;

  constructor(where: string, values: unknown) {
    this.#where = where;
    this.#values = asObject(values, where);
  }

  /** Throws where it is no text. */
  text(name: string): string {
    const value = this.#values[name];
    if (typeof value !== "string") throw new Error(`${this.#where} has no ${name}.`);
    return value;
  }

  /** Undefined where it is absent or empty. */
  optionalText(name: string): string | undefined {
    const value = this.#values[name];
    return typeof value === "string" && value !== "" ? value : undefined;
  }

  /** Throws where it is no number. */
  number(name: string): number {
    const value = this.#values[name];
    if (typeof value !== "number") throw new Error(`${this.#where} has no ${name}.`);
    return value;
  }

  optionalNumber(name: string): number | undefined {
    const value = this.#values[name];
    return typeof value === "number" ? value : undefined;
  }

  /** False where it is absent. */
  flag(name: string): boolean {
    return this.#values[name] === true;
  }

  /** Empty where it is absent. */
  texts(name: string): string[] {
    const value = this.#values[name];
    return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
  }

  /** A map of texts; empty where it is absent. */
  map(name: string): Record<string, string> {
    const value = this.#values[name];
    if (typeof value !== "object" || value === null) return {};
    return Object.fromEntries(Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === "string"));
  }

  /** Blocks of that name; none where they are absent. */
  blocks(name: string): Values[] {
    const value = this.#values[name];
    return Array.isArray(value) ? value.map((item, index) => new Values(`${this.#where}, ${name} ${index + 1},`, item)) : [];
  }

  /** Every text in it, however deep. */
  allTexts(): string[] {
    const collect = (value: unknown): string[] =>
      typeof value === "string" ? [value] : typeof value === "object" && value !== null ? Object.values(value).flatMap(collect) : [];
    return collect(this.#values);
  }
}

/** Managed resources only: what data sources found is no part of what was deployed. Throws where it is no state, or an empty one. */
export function resourcesIn(state: unknown): Resource[] {
  const root = asObject(asObject(asObject(state, "The state").values, "The state").root_module, "The state");
  const resources = resourcesOf(root);
  if (resources.length === 0) throw new Error("The state has no resources: it is one before the first apply.");
  return resources;
}

export async function readStateFile(path: string): Promise<Resource[]> {
  return resourcesIn(JSON.parse(await readFile(path, "utf8")));
}

function resourcesOf(module: Record<string, unknown>): Resource[] {
  const { resources = [], child_modules = [] } = module;
  if (!Array.isArray(resources) || !Array.isArray(child_modules)) throw new Error("The state's modules are not as they are known here.");
  const own = resources
    .filter(({ mode }) => mode === "managed")
    .map(({ address, type, values }) => ({ address: String(address), type: String(type), values: new Values(String(address), values) }));
  return [...own, ...child_modules.flatMap((child) => resourcesOf(asObject(child, "A module")))];
}

function asObject(value: unknown, what: string): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Error(`${what} is not as it is known here.`);
  return { ...value };
}
