// What terraform/dashboard.tf counts and asks for in the logs is what functions log.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";

const root = join(import.meta.dirname, "..");
const dashboard = readFileSync(join(root, "terraform/dashboard.tf"), "utf8");

const counted = [...dashboard.matchAll(/function = "([\w-]+)", pattern = "\{ \$\.message = \\"([^"\\]+)\\" \}"/g)].map(
  ([, name = "", message = ""]) => ({ name, message }),
);
const asked = [...dashboard.matchAll(/message = "([\w ]+)"/g)].map(([, message = ""]) => message);

/** The code of a folder and of those in it, without its tests. */
function codeIn(folder: string): string {
  const files = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" });
  const sources = files.filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"));
  return sources.map((file) => readFileSync(join(root, folder, file), "utf8")).join("\n");
}

/** Where a message is logged, its `*` standing for anything. */
function logged(message: string): RegExp {
  return new RegExp(`["\`]${message.replaceAll("*", '[^"`]*')}["\`]`);
}

test("every metric counts a message that its function logs", () => {
  expect(counted.map(({ name }) => name)).toHaveLength([...dashboard.matchAll(/pattern = "/g)].length);
  for (const { name, message } of counted) expect(codeIn(`functions/${name}`)).toMatch(logged(message));
});

test("every saved query asks for messages that a function logs", () => {
  expect(asked.length).toBeGreaterThan(0);
  for (const message of asked) expect(codeIn("functions")).toMatch(logged(message));
});
