// docs/deploy.md and docs/operations.md say what the configuration, the scripts and the functions say.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";

const root = join(import.meta.dirname, "..");
const file = (path: string) => readFileSync(join(root, path), "utf8");
const pages = ["docs/deploy.md", "docs/operations.md"];

/** All files of a folder and of those in it that end so and are no tests, as one text. */
function textOf(folder: string, ending: string): string {
  const names = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" });
  return names
    .filter((name) => name.endsWith(ending) && !name.endsWith(`.test${ending}`))
    .map((name) => file(join(folder, name)))
    .join("\n");
}

/** What stands in the first group of each match. Fails where nothing matches: then the pattern is out of date. */
function found(text: string, pattern: RegExp): string[] {
  const matches = [...text.matchAll(pattern)].map(([, group = ""]) => group);
  if (matches.length === 0) throw new Error(`Nothing matches ${pattern}: what was read here is written otherwise by now.`);
  return matches;
}

/** The text under a heading, to the next heading of its level. */
function section(page: string, heading: string): string {
  const [, after] = `\n${file(page)}`.split(`\n## ${heading}\n`);
  if (after === undefined) throw new Error(`${page} has no section "${heading}".`);
  return after.split(/^## /m)[0] ?? "";
}

/** As GitHub makes a link of a heading. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\w\- ]/g, "")
    .replaceAll(" ", "-");
const anchorsOf = (page: string) => found(file(page), /^#+ (.+)$/gm).map(anchorOf);

const configuration = textOf("terraform", ".tf");
const functions = textOf("functions", ".ts");

test("every alarm leads to its section of the runbook, and every section is an alarm's", () => {
  const [linked, ofItsOwn] = [/runbook +[=] +"([\w-]+)"/g, /\$\{var\.runbook_url\}#([\w-]+)/g].map((pattern) =>
    found(configuration, pattern),
  );
  const sections = found(section("docs/operations.md", "Alarms"), /^### (.+)$/gm).map(anchorOf);
  expect(sections.toSorted()).toEqual([...new Set([...(linked ?? []), ...(ofItsOwn ?? [])])].toSorted());
});

test("the runbook lies where alarms say by default", () => {
  expect(defaults().get("runbook_url")).toBe('"docs/operations.md"');
});

test("every variable is in the table, with its default, in the order of the file", () => {
  const rows = [...section("docs/deploy.md", "Settings").matchAll(/^\| `(\w+)` +\| `(.+?)` +\|/gm)];
  expect(rows.map(([, name, value]) => [name, value])).toEqual([...defaults()]);
});

test.each(pages)("every output that %s names there is", (page) => {
  const outputs = found(configuration, /^output "(\w+)"/gm);
  for (const name of found(file(page), /\boutputs? (?:-(?:json|raw) )?`?([a-z]+_[a-z_]+|auth|warnings)\b/g))
    expect(outputs).toContain(name);
});

test.each(pages)("every script that %s names there is", (page) => {
  const { scripts } = JSON.parse(file("package.json"));
  for (const name of found(file(page), /\bnpm run ([\w:]+)/g)) expect(Object.keys(scripts)).toContain(name);
});

test("the codes of dead letters are those that functions send", () => {
  const listed = found(section("docs/operations.md", "What lies in a dead-letter queue"), /^\| `([\w-]+)` +\|/gm);
  expect(listed.toSorted()).toEqual(codesSent().toSorted());
});

test("every saved query that the runbook names there is", () => {
  const saved = found(configuration, /^ {4}"([a-z' ,]+)" = \{$/gm);
  const sentences = file("docs/operations.md").replaceAll("\n", " ").split(/[.:] /);
  const named = sentences.filter((sentence) => sentence.includes("saved quer")).flatMap((sentence) => [...sentence.matchAll(/"([^"]+)"/g)]);
  expect(named.length).toBeGreaterThan(4);
  for (const [, name] of named) expect(saved).toContain(name);
});

test("the runbook asks for messages that a function logs, and speaks of no others", () => {
  const page = file("docs/operations.md");
  const messages = [...found(page, /\bmessage = "([\w ]+)"/g), ...found(page, /`(record \w+)`/g)];
  for (const message of messages) expect(functions).toMatch(new RegExp(`\\blog\\([^{;]*"${message}"`));
  // What was mailed stands before it.
  if (page.includes("/ mailed$/")) expect(functions).toMatch(/\blog\("info", `[^`]* mailed`/);
});

test.each(pages)("every link of %s to another page or section leads somewhere", (page) => {
  for (const link of found(file(page), /\]\(([^)\s]+)\)/g).filter((target) => !target.startsWith("https://"))) {
    const [path = "", anchor] = link.split("#");
    const target = path === "" ? page : join("docs", path);
    expect(file(target)).not.toBe("");
    if (anchor !== undefined) expect(anchorsOf(target).map((each) => `${target}#${each}`)).toContain(`${target}#${anchor}`);
  }
});

/** The variables of Terraform, with their defaults as they are written. */
function defaults(): Map<string, string> {
  const blocks = [...file("terraform/variables.tf").matchAll(/^variable "(\w+)" \{\n(.*?)^\}$/gms)];
  return new Map(blocks.map(([, name = "", block = ""]) => [name, found(block, /^ {2}default +[=] +(.+)$/gm).join()]));
}

/** Codes that settle-failures.ts gives itself, and those of what is thrown as unprocessable. */
function codesSent(): string[] {
  const settled = found(file("functions/boundary/queue/settle-failures.ts"), /\bcode: "([\w-]+)", message/g);
  const thrown = found(functions, /new Unprocessable\(\s*(["`][^"`]+["`])/g);
  expect(thrown).toHaveLength(functions.split("new Unprocessable(").length - 1);
  const documents = found(file("functions/result-notifier/read-result.ts"), /readJson\([\w.]+, (\w+)\.name/g);
  const codes = thrown.flatMap((code) => {
    const text = code.slice(1, -1);
    return text.includes("$") ? documents.map((document) => text.replace(/\$\{contract\}/, document)) : [text];
  });
  return [...new Set([...settled, ...codes])];
}
