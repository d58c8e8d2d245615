// Beside the gate's proofs, by hand: every example that one version may write is read by every other version that has to understand it.
import { expect, test } from "@jest/globals";
import { currentContracts } from "../../scripts/contracts/candidates.ts";
import { readReleases } from "../../scripts/contracts/releases.ts";
import { majorOf } from "../../scripts/contracts/versions.ts";
import { examplesOf } from "../../scripts/generate/examples.ts";
import { closed, type JsonSchema } from "../../scripts/generate/json-schema.ts";
import { createAjv } from "../../scripts/generate/validators.ts";

const { releases } = await readReleases();
const pairs = currentContracts().flatMap((current) =>
  releases
    .filter(({ name, version }) => name === current.name && majorOf(version) === majorOf(current.version))
    .map((released) => [current.name, released.version, current, released] as const),
);

/** The examples that `writer` may write, and whether `reader` takes each. */
function replayed(name: string, writer: JsonSchema, reader: JsonSchema): [because: string, isRead: boolean][] {
  const [mayWrite, reads] = [createAjv().compile(closed(writer)), createAjv().compile(reader)];
  return examplesOf(name)
    .valid.filter(({ value }) => mayWrite(value))
    .map(({ because, value }) => [because, reads(value)]);
}

test("there are releases to compare with", () => {
  expect(pairs.length).toBeGreaterThanOrEqual(6);
});

test.each(pairs)("%s %s and today's understand one another's examples, as the mode asks", (name, _version, current, released) => {
  const backward = current.mode === "FORWARD_TRANSITIVE" ? [] : replayed(name, released.document, current.document);
  const forward = current.mode === "BACKWARD_TRANSITIVE" ? [] : replayed(name, current.document, released.document);
  expect([...backward, ...forward].length).toBeGreaterThan(0);
  expect([...backward, ...forward].filter(([, isRead]) => !isRead)).toEqual([]);
});
