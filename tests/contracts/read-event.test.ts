// Which contract an event is read by, and what is said of one that no contract reads.
import { expect, test } from "@jest/globals";
import { ContractError, readEvent } from "../../generated/index.js";
import { publishedContracts } from "../../schemas/catalogue.ts";
import { examplesOf } from "../../scripts/generate/examples.ts";

const events = publishedContracts.filter(([, { kind }]) => kind === "event").map(([name]) => name);

test.each(events)("%s: every valid example comes back as it is, every invalid one of its type is refused", (name) => {
  const { valid, invalid } = examplesOf(name);
  for (const { value } of valid) expect(readEvent(value)).toBe(value);
  for (const { value } of invalid) expect(() => readEvent(value)).toThrow(ContractError);
});

test.each([
  [
    "another major version",
    { type: "dev.scoreline.raw-data-stored.v2" },
    /: \/type is major version 2 of dev\.scoreline\.raw-data-stored, and this release reads dev\.scoreline\.raw-data-stored\.v1: install /,
  ],
  [
    "an event that the package does not know",
    { type: "dev.scoreline.quiz-deleted.v1" },
    /\/type is dev\.scoreline\.quiz-deleted\.v1, which this release does not know: it reads dev/,
  ],
  ["somebody else's event", { type: "com.example.secret" }, /\/type is no type of Scoreline's: it reads dev/],
  ["no type", {}, /at \/type: The field "type" is missing\.$/],
  ["no event", "secret", /: Expected an object, found a string\.$/],
])("%s: the error says what to do, and quotes nothing that is not ours", (_what, value, words) => {
  let thrown: unknown;
  try {
    readEvent(value);
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(ContractError);
  expect(String(thrown)).toMatch(words);
  expect(JSON.stringify(thrown)).not.toContain("secret");
});
