// OpenAPI and AsyncAPI → one HTML page each, by Redocly, that asks no other host for anything.
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const root = join(import.meta.dirname, "../..");
const cli = join(root, "node_modules/@redocly/cli/bin/cli.js");
/** It tells nobody that it ran, and looks for no newer version. */
const environment = { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };

/** What the page may load: nothing from elsewhere. The browser holds to it, whatever the scripts in the page try. */
const policy = [
  "default-src 'none'",
  "script-src 'unsafe-inline' blob:",
  "worker-src blob:",
  "style-src 'unsafe-inline'",
  "img-src data:",
  "font-src data:",
].join("; ");

/** The page of an OpenAPI or AsyncAPI file. Throws with what Redocly says where it cannot render it. */
export async function renderWithRedocly(file: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "scoreline-docs-"));
  const page = join(folder, "page.html");
  try {
    await redocly("build-docs", file, "--output", page, "--inlineBundle");
    return selfContained(await readFile(page, "utf8"));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Runs a command of Redocly's, in the repository, and gives what it says. Throws with that where the command fails. */
export async function redocly(...args: string[]): Promise<string> {
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [cli, ...args], { cwd: root, env: environment });
    return `${stdout}${stderr}`;
  } catch (error) {
    const said = typeof error === "object" && error && "stdout" in error && "stderr" in error ? `${error.stdout}${error.stderr}` : error;
    throw new Error(`redocly ${args.join(" ")} failed:\n${said}`, { cause: error });
  }
}

/** The page links back to the index, and what would come from Redocly's servers, its logo and some icons, comes from nowhere. */
function selfContained(page: string): string {
  return page
    .replaceAll(/https:\/\/cdn\.redoc(?:ly\.com|\.ly)[^`"']*/g, logo)
    .replace("<head>", `<head>\n<meta http-equiv="Content-Security-Policy" content="${policy}">\n<link rel="icon" href="data:,">`)
    .replace("<body>", `<body>\n${backLink}`);
}

/** In the logo's place: whose page it is, in letters. */
const logo = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" width="48" height="12"><text y="10" font-family="sans-serif" font-size="11" fill="#1a6fd4">Redocly</text></svg>',
).replaceAll("'", "%27")}`;

/** In Redoc's colours, which it switches itself. */
const backLink =
  '<p style="margin: 0; padding: 0.5rem 1rem; background: var(--bg-color, none); font: 0.9rem sans-serif">' +
  '<a style="color: var(--text-color-primary, inherit)" href="index.html">All contracts</a></p>';
