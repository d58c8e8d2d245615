// What makes generated/ a package that `npm pack ./generated` packs as @scoreline/contracts.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { catalogue, publishedContracts, setVersion } from "../../schemas/catalogue.ts";
import { readReleases } from "../contracts/releases.ts";
import { drafts, inDraft } from "./drafts.ts";
import { type EntryContract, entry } from "./entry.ts";
import { asText, jsonSchema } from "./json-schema.ts";
import { packageIndex, schemaPath, sha256 } from "./package-index.ts";
import { runtime } from "./runtime.ts";
import { directions, validatorIndex } from "./validators.ts";

const root = join(import.meta.dirname, "../..");

/** Adds to the generated files what the package has beside them. Comes last: the index and the checksums are of all that is there. */
export async function addPackage(files: Map<string, string>): Promise<void> {
  const contracts = publishedContracts.map(([name, contract]) => ({ name, contract, document: jsonSchema(name, contract) }));
  const add = (entries: Iterable<[path: string, text: string]>) => {
    for (const [path, text] of entries) files.set(path, text);
  };
  add(await runtime());
  add(entry(contracts));
  add(validatorEntry(contracts));
  for (const { name, document } of contracts) {
    for (const draft of drafts) files.set(schemaPath(name, draft), asText(inDraft(document, draft)));
    files.set(`examples/${name}.json`, await readFile(join(root, `schemas/examples/${name}.json`), "utf8"));
  }
  files.set("index.json", asText(packageIndex(contracts, (await readReleases()).releases, files)));
  files.set("CHANGELOG.md", await changelog());
  files.set("README.md", await readme(contracts));
  files.set("LICENSE", await readFile(join(root, "LICENSE"), "utf8"));
  files.set("package.json", asText(manifest()));
  files.set("SHA256SUMS", checksums(files));
}

function validatorEntry(contracts: EntryContract[]): [path: string, text: string][] {
  const validators = contracts.flatMap(({ name, contract, document }) =>
    directions(contract.kind).map((direction): [string, EntryContract["document"], typeof direction] => [name, document, direction]),
  );
  const exports = validatorIndex(validators);
  return [
    ["validators/index.js", exports],
    ["validators/index.d.ts", `${exports}export type { Validate, Violation } from "./validate.js";\n`],
  ];
}

/** What is generated for Scoreline itself. */
function unpacked(): string[] {
  const published = new Set(publishedContracts.map(([name]) => name));
  const own = Object.keys(catalogue).filter((name) => !published.has(name));
  return [
    "types/index.d.ts",
    ...own.flatMap((name) => [
      `json-schema/${name}.schema.json`,
      `types/${name}.d.ts`,
      `validators/read-${name}.js`,
      `validators/read-${name}.d.ts`,
    ]),
  ];
}

function manifest() {
  return {
    name: "@scoreline/contracts",
    version: setVersion,
    description: "The contracts of Scoreline: JSON Schemas, TypeScript types and validators of its API, events and documents.",
    license: "MIT",
    type: "module",
    sideEffects: false,
    engines: { node: ">=20.19" },
    files: ["**", ...unpacked().map((path) => `!${path}`)],
    types: "./index.d.ts",
    exports: {
      ".": { types: "./index.d.ts", default: "./index.js" },
      "./validators": { types: "./validators/index.d.ts", default: "./validators/index.js" },
      "./schemas/*.json": "./json-schema/*.schema.json",
      ...Object.fromEntries(drafts.map((draft) => [`./schemas/${draft}/*.json`, `./json-schema/${draft}/*.schema.json`])),
      "./examples/*": "./examples/*",
      ...Object.fromEntries(["openapi", "asyncapi", "index", "package"].map((name) => [`./${name}.json`, `./${name}.json`])),
    },
  };
}

/** Throws where the contracts' change log does not begin with this version of the set. */
async function changelog(): Promise<string> {
  const text = await readFile(join(root, "schemas/CHANGELOG.md"), "utf8");
  const [, latest] = /^## (\S+)/m.exec(text) ?? [];
  if (latest === setVersion) return text;
  throw new Error(
    `schemas/CHANGELOG.md begins with ${latest ?? "no version"}, and setVersion in schemas/catalogue.ts is ${setVersion}: tell what is new under "## ${setVersion}".`,
  );
}

async function readme(contracts: EntryContract[]): Promise<string> {
  const text = await readFile(join(import.meta.dirname, "package-readme.md"), "utf8");
  const rows = contracts.map(
    ({ name, contract: { version, kind }, document: { description } }) => `| \`${name}\` | ${version} | ${kind} | ${description} |`,
  );
  return text.replace("<!-- contracts -->", ["| name | version | kind | what it says |", "|---|---|---|---|", ...rows].join("\n"));
}

/** SHA256SUMS as `sha256sum --check` reads it: every file of the package but itself. */
function checksums(files: ReadonlyMap<string, string>): string {
  const left = new Set(unpacked());
  const packed = [...files].filter(([path]) => !left.has(path)).sort(([a], [b]) => (a < b ? -1 : 1));
  return packed.map(([path, text]) => `${sha256(text)}  ${path}\n`).join("");
}
