// The hand-written part of generated/: what the validators and the contracts package have in common, compiled from runtime/ by TypeScript.
import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative, sep } from "node:path";
import { promisify } from "node:util";
import { generatedBy } from "./types.ts";

const source = join(import.meta.dirname, "runtime");
const compiler = join(import.meta.dirname, "../../node_modules/typescript/lib/tsc.js");
const options = ["--ignoreConfig", "--strict", "--verbatimModuleSyntax", "--rewriteRelativeImportExtensions", "--declaration"].concat([
  "--target",
  "es2022",
  "--lib",
  "es2022",
  "--module",
  "nodenext",
  "--moduleDetection",
  "force",
  "--newLine",
  "lf",
  "--types",
  "",
]);

/**
 * JavaScript and declarations of runtime/, by their path in generated/; of a file of types alone the declaration only.
 *
 * @throws an error with the compiler's words when runtime/ does not compile
 */
export async function runtime(): Promise<[path: string, text: string][]> {
  const folder = await mkdtemp(join(tmpdir(), "scoreline-runtime-"));
  try {
    const files = (await filesIn(source)).map((path) => join(source, path));
    const compile = promisify(execFile)(process.execPath, [compiler, ...options, "--rootDir", source, "--outDir", folder, ...files]);
    await compile.catch(({ stdout }) => {
      throw new Error(`scripts/generate/runtime does not compile:\n${stdout}`);
    });
    const compiled = (await filesIn(folder)).map(async (path): Promise<[string, string]> => {
      return [path.split(sep).join("/"), await readFile(join(folder, path), "utf8")];
    });
    return (await Promise.all(compiled)).filter(([, text]) => !isEmpty(text)).map(([path, text]) => [path, generatedText(text)]);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map((entry) => relative(folder, join(entry.parentPath, entry.name))).sort();
}

/** A module that held types alone. */
function isEmpty(text: string): boolean {
  return text.replace(/^\/\/.*$/gm, "").trim() === "export {};";
}

/** Declarations keep the names of the sources they import; what they mean is the module beside. */
function generatedText(text: string): string {
  return `${generatedBy}\n${text.replace(/(from "\.[^"]*)\.ts";/g, '$1.js";')}`;
}
