// The catalogue of contracts as one HTML page: no script, no other file but the pages and schemas that it links to.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setVersion } from "../../schemas/catalogue.ts";
import { contractSection, type Entry } from "./contract-section.ts";
import { html, Markup } from "./html.ts";

export function indexPage(entries: readonly Entry[]): string {
  const style = new Markup(readFileSync(join(import.meta.dirname, "index.css"), "utf8"));
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="color-scheme" content="light dark">
<meta name="description" content="Every contract of Scoreline: fields, examples, versions.">
<link rel="icon" href="data:,">
<title>Scoreline: contracts</title>
<style>
${style}</style>
</head>
<body>
<header>
<h1>Scoreline: contracts</h1>
<p>What Scoreline and those who build on it have agreed on: the shapes of its requests, answers, events and documents. Each has a version
of its own, which never changes once it is released. Version ${setVersion} of the set is the package <code>@scoreline/contracts</code>.</p>
<nav aria-label="Pages">
<ul>
<li><a href="openapi.html">The HTTP API</a>, as OpenAPI</li>
<li><a href="asyncapi.html">Queues and topics</a>, as AsyncAPI</li>
</ul>
</nav>
<nav aria-label="Contracts">
<ul class="contents">${entries.map(contentsLine)}</ul>
</nav>
</header>
<main>${entries.map(contractSection)}</main>
</body>
</html>
`;
  return page.text;
}

function contentsLine({ candidate: { name, version }, contract: { kind, sentBy, readBy } }: Entry) {
  return html`
<li><a href="#${name}">${name}</a> <span class="version">${version}</span><br>
${kind}, from ${sentBy.join(", ")} to ${readBy.join(", ")}</li>`;
}
