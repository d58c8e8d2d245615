// The code blocks of docs/reporting.md, which tests run, so that the page cannot say what does not work.
import { readFileSync } from "node:fs";
import { join } from "node:path";

const page = readFileSync(join(import.meta.dirname, "../docs/reporting.md"), "utf8");

/** The code of the block that begins with the fence ```` ```<language> <name> ````. Throws where there is no such block, or more than one. */
export function block(language: string, name: string): string {
  const found = [...page.matchAll(/^```([^\n]*)\n(.*?)^```$/gms)].filter(([, info]) => info === `${language} ${name}`);
  const [[, , code = ""] = []] = found;
  if (found.length !== 1) throw new Error(`docs/reporting.md has ${found.length} blocks "${language} ${name}", and there is to be one.`);
  return code;
}

/** The names in backticks in the first column of the table under a heading. */
export function tableNames(heading: string): string[] {
  const [, after = ""] = page.split(`\n${heading}\n`);
  const [section = ""] = after.split(/^## /m);
  return [...section.matchAll(/^\| `([^`]+)`/gm)].map(([, name = ""]) => name);
}
