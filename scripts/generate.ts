// `npm run generate` writes generated/ from schemas/; `npm run generate -- --check` says what differs and fails.
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { parseArgs } from "node:util";
import pipeline from "../pipeline.json" with { type: "json" };
import { problemKinds } from "../schemas/api/problem-kinds.ts";
import { type Contract, catalogue } from "../schemas/catalogue.ts";
import { faultText } from "./contracts/fault.ts";
import { asyncApi } from "./generate/asyncapi.ts";
import { checkSources } from "./generate/check-sources.ts";
import { constants, declaration, module } from "./generate/constants.ts";
import { asText, jsonSchema } from "./generate/json-schema.ts";
import { openApi } from "./generate/openapi.ts";
import { addPackage } from "./generate/package.ts";
import { typeIndex, types } from "./generate/types.ts";
import { directions, validator, validatorDeclaration } from "./generate/validators.ts";

const folder = join(import.meta.dirname, "../generated");

const contracts: [string, Contract][] = Object.entries(catalogue);

/** Every generated file, by its path in generated/. */
async function generate(): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const [name, contract] of contracts) {
    const document = jsonSchema(name, contract);
    files.set(`json-schema/${name}.schema.json`, asText(document));
    files.set(`types/${name}.d.ts`, await types(document));
    for (const direction of directions(contract.kind)) {
      files.set(`validators/${direction}-${name}.js`, await validator(document, direction));
      files.set(`validators/${direction}-${name}.d.ts`, validatorDeclaration(name, document, direction));
    }
  }
  files.set("types/index.d.ts", typeIndex(contracts.map(([name, contract]) => [name, jsonSchema(name, contract)])));
  for (const [name, values] of [
    ["contracts", constants(contracts)],
    ["problem-kinds", { problemKinds }],
  ] as const) {
    files.set(`${name}.js`, module(values));
    files.set(`${name}.d.ts`, declaration(values));
  }
  files.set("openapi.json", asText(openApi(pipeline.api)));
  files.set("asyncapi.json", asText(asyncApi(pipeline)));
  await addPackage(files);
  return files;
}

async function present(): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}

async function check(files: Map<string, string>): Promise<string[]> {
  const differences = [...(await present())].filter((path) => !files.has(path)).map((path) => `generated/${path} comes from no schema`);
  for (const [path, content] of files) {
    const found = await readFile(join(folder, path), "utf8").catch(() => undefined);
    if (found !== content) differences.push(`generated/${path} ${found === undefined ? "is missing" : "differs from what schemas/ gives"}`);
  }
  return differences;
}

async function write(files: Map<string, string>): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  for (const [path, content] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}

const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } });
const faults = checkSources(contracts).map(faultText);
const files = faults.length > 0 ? new Map<string, string>() : await generate();
if (faults.length > 0) {
  console.error(`${faults.join("\n")}\nNothing was generated.`);
  process.exitCode = 1;
} else if (values.check) {
  const differences = await check(files);
  if (differences.length > 0) {
    console.error(`${differences.join("\n")}\nRun "npm run generate" and commit what it writes.`);
    process.exitCode = 1;
  } else console.log(`generated/ is up to date: ${files.size} files.`);
} else {
  await write(files);
  console.log(`Wrote ${files.size} files to generated/.`);
}
