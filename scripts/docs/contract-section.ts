// One contract as a part of the index page: what it is, its fields, its examples, its history.
import pipeline from "../../pipeline.json" with { type: "json" };
import type { PublishedContract } from "../../schemas/catalogue.ts";
import type { Candidate } from "../contracts/candidates.ts";
import type { Examples } from "../generate/examples.ts";
import { schemaPath, versionList } from "./changes.ts";
import { fieldsOf } from "./fields.ts";
import type { Version } from "./history.ts";
import { html, type Markup, prose } from "./html.ts";
import { jsonBlock } from "./json-block.ts";

/** All that the page says of a contract. */
export interface Entry {
  candidate: Candidate;
  contract: PublishedContract;
  examples: Examples;
  history: readonly Version[];
}

/** What compatibility means, by mode. */
const modeWords = {
  BACKWARD_TRANSITIVE: "today's API takes what clients of every older version of this major send",
  FORWARD_TRANSITIVE: "clients of every older version of this major understand what today's API answers",
  FULL_TRANSITIVE: "readers and writers of all versions of this major understand one another, in both directions",
};

const kindWords = { request: "request", answer: "answer", event: "event", document: "document" };

export function contractSection({ candidate, contract, examples, history }: Entry): Markup {
  const { name, version, mode, document } = candidate;
  const queues = Object.entries(pipeline.queues).flatMap(([queue, { carries }]) => (carries.includes(name) ? [queue] : []));
  const isClosed = contract.kind === "request";
  return html`
    <section aria-labelledby="${name}">
      <h2 id="${name}"><a href="#${name}">${name}</a> <span class="version">${version}</span></h2>
      <p>${prose(String(document.description))}</p>
      <dl class="facts">
        <div><dt>Kind</dt><dd>${kindWords[contract.kind]}, ${isClosed ? "closed: an unknown field is refused" : "open: readers let unknown fields pass"}</dd></div>
        <div><dt>Sent by</dt><dd>${contract.sentBy.join(", ")}</dd></div>
        <div><dt>Read by</dt><dd>${contract.readBy.join(", ")}</dd></div>
        ${queues.length > 0 && html`<div><dt>Queue</dt><dd>${queues.join(", ")}</dd></div>`}
        <div><dt>Compatibility</dt><dd><code>${mode}</code>: ${modeWords[mode]}</dd></div>
        <div><dt>Schema</dt><dd><a href="${schemaPath(name, version)}">${String(document.$id)}</a></dd></div>
        ${described(contract.kind)}
      </dl>
      <h3 id="${name}.fields">Fields</h3>
      ${fieldsOf(name, document)}
      <h3 id="${name}.examples">Examples</h3>
      <ul class="examples">${examples.valid.map(
        ({ because, value }) => html`<li><details><summary>${because}</summary>${jsonBlock(value)}</details></li>`,
      )}</ul>
      <h3 id="${name}.refused">What is refused</h3>
      <ul class="examples">${examples.invalid.map(
        ({ because, at, value }) =>
          html`<li><details><summary>${because}, at <code>${at || "the root"}</code></summary>${jsonBlock(value, at)}</details></li>`,
      )}</ul>
      <h3 id="${name}.versions">Versions</h3>
      ${versionList(name, history)}
    </section>`;
}

function described(kind: PublishedContract["kind"]): Markup | undefined {
  if (kind === "event") return html`<div><dt>Described in</dt><dd><a href="asyncapi.html">AsyncAPI</a></dd></div>`;
  if (kind === "document") return undefined;
  return html`<div><dt>Described in</dt><dd><a href="openapi.html">OpenAPI</a></dd></div>`;
}
