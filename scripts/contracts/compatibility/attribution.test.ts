import { describe, expect, test } from "@jest/globals";
import { attribute } from "./attribution.ts";
import { difference } from "./difference.ts";
import { doubt, type Refusal } from "./finding.ts";

const refusal = (writer: string, reader: string, value: unknown = 1): Refusal => ({
  kind: "refusal",
  writer,
  reader,
  because: "Why.",
  value,
  at: "",
});
const told = (old: string | null, now: string | null) => difference(old, now, "What.");

describe("a finding is put", () => {
  test("to the difference at the keyword that refuses, rather than to one above", () => {
    const [outer, inner] = attribute([told("/properties/a", "/properties/a"), told(null, "/properties/a/maxLength")], {
      "new-reader": [refusal("/properties/a", "/properties/a/maxLength")],
      "old-reader": [],
    });
    expect([outer?.breaks.length, inner?.breaks.length]).toEqual([0, 1]);
  });

  test("to the difference in what is written, where the reader has none", () => {
    const [one] = attribute([told(null, "/properties/b")], {
      "new-reader": [],
      "old-reader": [refusal("/properties/b", "/additionalProperties")],
    });
    expect(one?.breaks).toMatchObject([{ who: "old-reader" }]);
  });

  test("to a difference beside it, where none is nearer", () => {
    const [one] = attribute([told("/properties/a/pattern", null)], {
      "new-reader": [],
      "old-reader": [refusal("/properties/a", "/properties/a/minLength")],
    });
    expect(one?.breaks).toHaveLength(1);
  });

  test("to one made for it, where there is none at all", () => {
    const note = difference("/title", "/title", "Title.", false);
    const result = attribute([note], { "new-reader": [refusal("/a", "/b")], "old-reader": [] });
    expect(result[1]).toMatchObject({ difference: { old: "/a", new: "/b" }, breaks: [{ who: "new-reader" }] });
  });
});

describe("a difference", () => {
  test("keeps the smallest witness for each reader", () => {
    const both = [refusal("/a", "/a", "longer"), refusal("/a", "/a", "x")];
    const [one] = attribute([told("/a", "/a")], { "new-reader": both, "old-reader": both.slice(0, 1) });
    expect(one?.breaks.map(({ who, witness }) => [who, witness])).toEqual([
      ["new-reader", "x"],
      ["old-reader", "longer"],
    ]);
  });

  test("is not in doubt about a reader that it is known to break", () => {
    const [one] = attribute([told("/a", "/a")], {
      "new-reader": [doubt("/a", "/a"), refusal("/a", "/a")],
      "old-reader": [doubt("/a", "/a"), doubt("/a", "/a")],
    });
    expect(one?.doubts.map(({ who }) => who)).toEqual(["old-reader"]);
  });
});
