// A contract's history as HTML: each version with what it changed, whom that breaks, and a document that shows it.
import type { Break, Change } from "../contracts/compatibility/comparison.ts";
import type { Version } from "./history.ts";
import { html, type Markup } from "./html.ts";
import { jsonBlock } from "./json-block.ts";

export function versionList(contract: string, versions: readonly Version[]): Markup {
  return html`<ol class="versions" reversed>${versions.map(
    (version) => html`
      <li id="${contract}.version-${version.version}">
        <p><strong>${version.version}</strong> ${version.isReleased ? "released" : "not released yet"} ·
          <a href="${schemaPath(contract, version.version)}">JSON Schema</a></p>
        ${changes(version)}
      </li>`,
  )}</ol>`;
}

/** Where the schema of a version lies beside the page, and under every host of the contracts. */
export function schemaPath(contract: string, version: string): string {
  return `${contract}/${version}.schema.json`;
}

function changes({ since, comparison }: Version): Markup {
  if (comparison === null) return html`<p>The first version.</p>`;
  // That the $id has the version's number in it is no news.
  const told = comparison.changes.filter((change) => change.new !== "/$id");
  if (told.length === 0) return html`<p>Nothing that matters changed since ${since ?? ""}.</p>`;
  return html`<p>Since ${since ?? ""}:</p><ul>${told.map(change)}</ul>`;
}

function change({ old, new: now, what, breaks, unknown, bump }: Change): Markup {
  const place = now ?? old ?? "";
  return html`<li><span class="bump">${bump}</span> ${what} ${place !== "" && html`<code class="place">${place}</code>`}
    ${unknown !== undefined && html`<p>Nobody can say whom it breaks: ${unknown}</p>`}
    ${breaks.map(breakOf)}</li>`;
}

function breakOf({ who, because, witness, at }: Break): Markup {
  return html`<details><summary>${who === "old-reader" ? "Old readers" : "New readers"} break: ${because}</summary>${jsonBlock(witness, at)}</details>`;
}
