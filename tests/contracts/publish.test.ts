// `npm run contracts:publish`: what lies in the bucket after a run, what a later one does, and what is never replaced.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { sha256Of } from "../../scripts/contracts/releases.ts";
import { aliasOf, current, type Frozen, freeze, minor, pathOf, problem, statistics } from "./publish-sets.ts";
import { pathsOf, publishUnderTest } from "./publish-under-test.ts";

const { emulator, folder, first, second, bucket, publishSet, get, put, writes, expectPublished } = await publishUnderTest();

describe("a first run", () => {
  test("anyone can fetch every released schema by the path of its $id, as it was frozen and to be kept for ever", async () => {
    expect(await publishSet(first, "--prefix", "/contracts/")).toMatchObject({ exitCode: 0 });
    for (const { text } of current) {
      const { pathname } = new URL(JSON.parse(text).$id);
      expect(await get(`contracts${pathname}`)).toEqual({
        status: 200,
        text,
        contentType: "application/schema+json",
        cacheControl: "public, max-age=31536000, immutable",
      });
    }
  });

  test("the alias of a major is its latest version, $id included, to be kept for minutes", async () => {
    await publishSet(second);
    expect(await get(aliasOf(statistics))).toEqual({
      status: 200,
      text: minor.text,
      contentType: "application/schema+json",
      cacheControl: "public, max-age=300",
    });
  });

  test("versions are written first, then aliases, documents, pages, and index.json last", async () => {
    const { output } = await publishSet(first);
    const byName = current.toSorted((a, b) => (a.name < b.name ? -1 : 1));
    expect(writes()).toEqual([
      ...byName.map(pathOf),
      ...byName.map(aliasOf),
      "openapi.json",
      "asyncapi.json",
      "SHA256SUMS",
      "api.html",
      "index.html",
      "index.json",
    ]);
    expect(output).toBe(
      `${writes()
        .map((path) => `created  ${path}\n`)
        .join("")}s3://${bucket()}/: ${writes().length} written, 0 the same.\n`,
    );
    for (const [path, contentType] of [
      ["openapi.json", "application/json"],
      ["SHA256SUMS", "text/plain; charset=utf-8"],
      ["index.html", "text/html; charset=utf-8"],
    ] as const)
      expect(await get(path)).toMatchObject({ contentType, cacheControl: "public, max-age=300" });
  });

  test("who has fetched SHA256SUMS and what it lists can check it all", async () => {
    await publishSet(second);
    const lines = (await get("SHA256SUMS")).text.trimEnd().split("\n");
    expect(lines).toHaveLength(current.length + 1);
    for (const line of lines) {
      const [sha256, path = ""] = line.split("  ");
      const { text } = await get(path);
      expect(sha256Of(text)).toBe(sha256);
    }
  });

  test("index.json names the latest version of every contract, and where it and its alias lie", async () => {
    await publishSet(second);
    const { contracts } = JSON.parse((await get("index.json")).text);
    expect(contracts.map(({ name }: Frozen) => name)).toEqual(current.map(({ name }) => name).sort());
    for (const { schema, alias, sha256, status, $id, mode } of contracts) {
      const { text } = await get(schema);
      expect([sha256, status, $id]).toEqual([sha256Of(text), "released", JSON.parse(text).$id]);
      expect((await get(alias)).text).toBe(text);
      expect(mode).toMatch(/_TRANSITIVE$/);
    }
    const { version, released } = contracts.find(({ name }: Frozen) => name === "statistics");
    expect([version, released]).toEqual([minor.version, [statistics.version, minor.version]]);
  });

  test("what is not released is neither published nor in index.json, and is told", async () => {
    const folders = await freeze(
      join(folder, "without-statistics"),
      current.filter(({ name }) => name !== "statistics"),
    );
    const index = join(folders.generated, "index.json");
    // As if the checkout had a higher version of another contract, too.
    await writeFile(index, (await readFile(index, "utf8")).replace(/("name": "problem",[^}]*?"version": ")[^"]+/, "$19.9.9"));
    const { exitCode, output } = await publishSet(folders);
    expect(exitCode).toBe(0);
    expect(output).toMatch(
      /^Note: Not released, and so not published, though the pages may show them: .*\. Freeze them: npm run contracts:release$/m,
    );
    for (const draft of [`statistics ${statistics.version}`, "problem 9.9.9"]) expect(output).toContain(draft);
    const { contracts } = JSON.parse((await get("index.json")).text);
    const versions = new Map(contracts.map(({ name, version }: Frozen) => [name, version]));
    expect([versions.get("statistics"), versions.get("problem")]).toEqual([undefined, problem.version]);
    expect((await get(pathOf(statistics))).status).toBe(404);
  });

  test("--dry-run lists what would be done and writes nothing", async () => {
    const { exitCode, output } = await publishSet(first, "--dry-run");
    const paths = await pathsOf(first);
    expect(exitCode).toBe(0);
    expect(output).toBe(`${paths.map((path) => `create   ${path}\n`).join("")}s3://${bucket()}/: ${paths.length} to write, 0 the same.\n`);
    expect(writes()).toEqual([]);
  });
});

describe("a later run", () => {
  test("a second run writes nothing", async () => {
    await publishSet(first);
    emulator.requests.clear();
    const { exitCode, output } = await publishSet(first);
    expect(exitCode).toBe(0);
    expect(output).toContain(`: 0 written, ${(await pathsOf(first)).length} the same.`);
    expect(writes()).toEqual([]);
  });

  test("a new release adds its version, moves its alias and the documents that changed, and leaves the rest", async () => {
    await publishSet(first);
    emulator.requests.clear();
    const expected = [
      `create   ${pathOf(minor)}`,
      `update   ${aliasOf(minor)}`,
      "update   openapi.json",
      "update   SHA256SUMS",
      "update   index.html",
      "update   index.json",
    ];
    const dry = await publishSet(second, "--dry-run");
    expect(dry.output.split("\n").filter((line) => /^(create|update)/.test(line))).toEqual(expected);
    const { exitCode } = await publishSet(second);
    expect(exitCode).toBe(0);
    expect(writes()).toEqual(expected.map((line) => line.slice(9)));
    await expectPublished(second);
  });

  test("a document served under another type is put right; a released version so served is told and left", async () => {
    await publishSet(first);
    const { text } = statistics;
    await put("openapi.json", await readFile(join(first.generated, "openapi.json"), "utf8"), { ContentType: "text/plain" });
    await put(pathOf(statistics), text, { ContentType: "text/plain" });
    emulator.requests.clear();
    const { output } = await publishSet(first);
    expect(writes()).toEqual(["openapi.json"]);
    expect(output).toContain(`same     ${pathOf(statistics)} (but served as text/plain, no Cache-Control, not application/schema+json`);
  });
});

describe("what may not be replaced", () => {
  test("a released version that is another there ends the run before it writes: object, both checksums, remedy", async () => {
    await publishSet(first);
    await put(pathOf(statistics), "{}");
    await put(pathOf(problem), "[]");
    emulator.requests.clear();
    const { exitCode, output } = await publishSet(second);
    expect(exitCode).toBe(1);
    expect(output).toContain(`s3://${bucket()}/${pathOf(statistics)} is released, and not the same there`);
    expect(output).toContain(`its SHA-256 is ${sha256Of("{}")} there and ${sha256Of(statistics.text)} here.`);
    expect(output).toContain(`s3://${bucket()}/${pathOf(problem)} is released`);
    expect(output).toContain("release the other as a higher version.\n");
    expect(output).toContain("Nothing was written.");
    expect(writes()).toEqual([]);
    expect((await get(pathOf(statistics))).text).toBe("{}");
  });

  test("--dry-run lists a conflict too, and fails", async () => {
    await put(pathOf(statistics), "{}");
    const { exitCode, output } = await publishSet(first, "--dry-run");
    expect(exitCode).toBe(1);
    expect(output).toContain(`conflict ${pathOf(statistics)}\n`);
    expect(output).toContain(`create   ${pathOf(problem)}\n`);
  });

  test("a checkout that lacks a published release takes nothing back", async () => {
    await publishSet(second);
    emulator.requests.clear();
    const { exitCode, output } = await publishSet(first);
    expect(exitCode).toBe(1);
    expect(output).toContain(
      `s3://${bucket()}/${aliasOf(statistics)} is at ${minor.version}, and the latest release here is ${statistics.version}. This checkout is behind: pull`,
    );
    expect(output).toContain(
      `SHA256SUMS lists what is not released here: ${sha256Of(minor.text)}  ${pathOf(minor)}. This checkout is behind`,
    );
    expect(writes()).toEqual([]);
  });

  test("an alias that is something else is not replaced", async () => {
    await put(aliasOf(statistics), "<html>");
    const { exitCode, output } = await publishSet(first);
    expect(exitCode).toBe(1);
    expect(output).toContain(`s3://${bucket()}/${aliasOf(statistics)} is no release of statistics. See what it is, and delete it`);
  });
});
