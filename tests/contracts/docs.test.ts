// `npm run docs`: every contract is on the page with all that is known of it, and the pages ask nobody for anything.
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { compatibilityModes, publishedContracts } from "../../schemas/catalogue.ts";
import { contractId } from "../../schemas/lib/envelope.ts";
import { currentContracts } from "../../scripts/contracts/candidates.ts";
import { releasePath, sha256Of, sumsText } from "../../scripts/contracts/releases.ts";
import { html, prose } from "../../scripts/docs/html.ts";
import { redocly } from "../../scripts/docs/redocly.ts";
import { renderDocs, writeDocs } from "../../scripts/docs/write-docs.ts";
import { examplesOf } from "../../scripts/generate/examples.ts";
import { asText, type JsonSchema } from "../../scripts/generate/json-schema.ts";

/** An older raw-data-stored, in which submittedAt was free text and there were no options. */
function older(): JsonSchema {
  const current = currentContracts().find(({ name }) => name === "raw-data-stored");
  const document = structuredClone(current?.document ?? {}) as { $id: string; $defs: Record<string, { properties: JsonSchema }> };
  document.$id = contractId("raw-data-stored", "1.0.0");
  const properties = document.$defs.RawDataStoredData?.properties;
  delete properties?.options;
  Object.assign(properties ?? {}, { submittedAt: { title: "Submitted <at>", description: "When & how.", type: "string" } });
  return document;
}

let folder: string;
let files: ReadonlyMap<string, string>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "scoreline-docs-test-"));
  const path = releasePath("raw-data-stored", "1.0.0");
  const text = asText(older());
  await mkdir(join(folder, "raw-data-stored"));
  await writeFile(join(folder, path), text);
  await writeFile(join(folder, "SHA256SUMS"), sumsText([{ path, sha256: sha256Of(text) }]));
  files = await renderDocs(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function page(name: string): string {
  return files.get(name) ?? "";
}

/** The part of the index that is about one contract. */
function section(name: string): string {
  return (
    page("index.html")
      .split("<section ")
      .find((part) => part.startsWith(`aria-labelledby="${name}"`)) ?? ""
  );
}

test("both documents pass the linter, with nothing silenced but what .redocly.lint-ignore.yaml gives reasons for", async () => {
  await redocly("lint", "generated/openapi.json", "generated/asyncapi.json");
});

test("the linter would tell", async () => {
  const file = join(folder, "broken.json");
  await writeFile(file, JSON.stringify({ openapi: "3.1.1", info: { title: "Broken", version: "1" }, paths: {} }));
  await expect(redocly("lint", file, "--config", "redocly.yaml")).rejects.toThrow("no-empty-servers");
});

describe.each(publishedContracts)("%s on the index page", (name, { version, kind, sentBy, readBy }) => {
  test("it is told with version, sender, readers and compatibility mode", () => {
    expect(section(name)).toContain(`<span class="version">${version}</span>`);
    for (const word of [...sentBy, ...readBy, compatibilityModes[kind]]) expect(section(name)).toContain(word);
  });

  test("every field, at every depth, has its anchor, what it is, and whether it must be there", () => {
    const { document } = currentContracts().find((candidate) => candidate.name === name) ?? {};
    const { properties = {}, $defs = {} } = document ?? {};
    const anchors = [
      ...Object.keys(Object(properties)),
      ...Object.entries($defs ?? {}).flatMap(([definition, schema]) =>
        Object.keys(schema.properties ?? {}).map((field) => `${definition}.${field}`),
      ),
    ];
    for (const anchor of anchors) {
      const [, field = ""] = section(name).split(`<div id="${name}.${anchor}">`);
      expect(field).toMatch(/^\s*<dt>.*<span class="(required|optional)">\1<\/span><\/dt>\s*<dd>\s*<p>[^<]/);
    }
    expect(section(name)).not.toMatch(/undefined\.|\[object/);
  });

  test("every example is there, and of each invalid one what is refused", () => {
    const { valid, invalid } = examplesOf(name);
    const text = section(name).replaceAll("&#39;", "'").replaceAll("&quot;", '"');
    for (const { because } of valid) expect(text).toContain(`<summary>${because}</summary>`);
    for (const { because, at } of invalid) expect(text).toContain(`<summary>${because}, at <code>${at || "the root"}</code>`);
  });

  test("its schema lies where the page, and the $id, say", () => {
    expect(section(name)).toContain(`<a href="${name}/${version}.schema.json">`);
    expect(page(`${name}/${version}.schema.json`)).toContain(contractId(name, version));
  });
});

describe("the history of a contract", () => {
  test("a version says what it changed, and whom that breaks, with a document that shows where", () => {
    const [, versions = ""] = section("raw-data-stored").split('class="versions"');
    const [current = "", first = ""] = versions.split('<li id="raw-data-stored.version-1.0.0">');
    expect(current).toContain("not released yet");
    expect(current).toContain("The property &quot;options&quot; is new and optional.");
    expect(current).toMatch(/<summary>New readers break: [^<]+<\/summary><pre tabindex="0"><code>.*<mark>\s*&quot;submittedAt&quot;/s);
    expect(first).toContain("The first version.");
    expect(page("raw-data-stored/1.0.0.schema.json")).toBe(asText(older()));
  });

  test("a contract that was never released has one version", () => {
    expect(section("statistics").match(/<li id="statistics\.version-/g)).toHaveLength(1);
  });

  test("a released file that was touched is told, and nothing is rendered", async () => {
    const touched = await mkdtemp(join(tmpdir(), "scoreline-docs-test-"));
    try {
      await writeFile(join(touched, "SHA256SUMS"), sumsText([{ path: releasePath("problem", "1.0.0"), sha256: sha256Of("") }]));
      await expect(renderDocs(touched)).rejects.toThrow("problem/1.0.0.schema.json");
    } finally {
      await rm(touched, { recursive: true, force: true });
    }
  });
});

describe("the pages", () => {
  test("every link in the index leads to a place on it or to a file beside it", () => {
    const index = page("index.html");
    const ids = [...index.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const targets = [...index.matchAll(/ href="([^"]+)"/g)].map(([, target = ""]) => target);
    expect(targets.length).toBeGreaterThan(100);
    for (const target of new Set(targets)) {
      if (target === "data:,") continue;
      expect(target.startsWith("#") ? ids : [...files.keys()]).toContain(target.replace("#", ""));
    }
  });

  test.each(["index.html", "openapi.html", "asyncapi.html"])("%s may load nothing from another host, and does not try", (name) => {
    const text = page(name);
    const [head = ""] = text.split("<title>");
    expect(head).toContain(`<meta http-equiv="Content-Security-Policy" content="default-src 'none';`);
    // What the markup names the browser loads; what the scripts name the policy keeps it from loading.
    const [markup = ""] = text.split("<script type=");
    const loading =
      /<(script|img|iframe|link|source|video|audio|embed|object)\b[^>]*\b(src|href|data)=["']?(https?:)?\/\/|url\(["']?(https?:)?\/\/|@import/gi;
    expect([...markup.matchAll(loading)].map(([found]) => found)).toEqual([]);
    expect([...text.matchAll(/[a-z]+:\/\/cdn\.[^`"']*/gi)].map(([found]) => found)).toEqual([]);
  });

  test("the index needs no script", () => {
    expect(page("index.html")).not.toMatch(/<script|\son[a-z]+=/);
  });

  test.each(["openapi.html", "asyncapi.html"])("%s leads back to the index", (name) => {
    expect(page(name)).toContain('href="index.html"');
  });

  test("what is put into the page is escaped", () => {
    expect(html`<p title="${'"'}">${"<b>&'"}</p>`.text).toBe('<p title="&quot;">&lt;b&gt;&amp;&#39;</p>');
    expect(prose("`a<b` & more").text).toBe("<code>a&lt;b</code> &amp; more");
  });

  test("they are written in place of older ones", async () => {
    const target = join(folder, "docs");
    await writeDocs(target, new Map([["old.html", "old"]]));
    await writeDocs(target, files);
    expect(await readFile(join(target, "raw-data-stored/1.0.0.schema.json"), "utf8")).toBe(asText(older()));
    expect(existsSync(join(target, "old.html"))).toBe(false);
  });
});
