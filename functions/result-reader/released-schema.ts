// The released contracts, by the path of their $id: files that lie beside the bundle.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { Problem } from "../boundary/problem.ts";
import { type TextAnswer, taggedAnswer } from "./text-answer.ts";

/** A released version never changes; the latest of a major does, with a release. */
const caching = { version: "public, max-age=31536000, immutable", latest: "public, max-age=300" };

type Version = [major: number, minor: number, patch: number];

interface Asked {
  name?: string | undefined;
  file?: string | undefined;
  ifNoneMatch?: string | undefined;
}

/**
 * `<version>.schema.json` of a contract to the byte, or `<major>.schema.json`, the latest of that major. Throws a Problem (`not-found`) that
 * names what there is.
 *
 * @param directory laid out as schemas/released: `<name>/<version>.schema.json`
 */
export async function releasedSchema(directory: string, { name = "", file = "", ifNoneMatch }: Asked): Promise<TextAnswer> {
  // What was asked for is looked up among what there is, and never becomes part of a path.
  const contracts = await contractsIn(directory);
  const contract = contracts.find((one) => one === name);
  if (contract === undefined) throw unknownContract(name, contracts);
  const versions = await versionsIn(join(directory, contract));
  const exact = versions.find((version) => fileOf(version) === file);
  const found = exact ?? versions.findLast(([major]) => `${major}.schema.json` === file);
  if (!found) throw unknownVersion(contract, file, versions);
  const text = await readFile(join(directory, contract, fileOf(found)), "utf8");
  const headers = { "cache-control": exact ? caching.version : caching.latest };
  return taggedAnswer({ text, contentType: "application/schema+json", headers }, ifNoneMatch);
}

async function contractsIn(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
}

/** Ascending. */
async function versionsIn(directory: string): Promise<Version[]> {
  const versions = (await readdir(directory)).flatMap((file): Version[] => {
    const [, major, minor, patch] = /^(\d+)\.(\d+)\.(\d+)\.schema\.json$/.exec(file) ?? [];
    return major === undefined ? [] : [[Number(major), Number(minor), Number(patch)]];
  });
  return versions.sort((one, other) => one[0] - other[0] || one[1] - other[1] || one[2] - other[2]);
}

function fileOf(version: Version): string {
  return `${version.join(".")}.schema.json`;
}

function unknownContract(name: string, contracts: string[]): Problem {
  return new Problem("not-found", `No contract "${shown(name)}" has been released. There are: ${contracts.join(", ")}.`);
}

function unknownVersion(name: string, file: string, versions: Version[]): Problem {
  const majors = [...new Set(versions.map(([major]) => `${major}.schema.json`))];
  return new Problem(
    "not-found",
    `There is no "${shown(file)}" of contract ${name}. Released are ${versions.map(fileOf).join(", ")}; the latest of a major is ${majors.join(", ")}.`,
  );
}

function shown(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60).toWellFormed()}…` : text;
}
