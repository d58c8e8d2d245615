import { expect, test } from "@jest/globals";
import { isNamed } from "./entity-tag.ts";

test.each<[string | undefined, boolean]>([
  [undefined, false],
  ["", false],
  ['"a"', true],
  ['"b"', false],
  ['"b", "a"', true],
  ['"b","c" , W/"a"', true],
  ['W/"a"', true],
  ["*", true],
  [" * ", true],
  ['"*"', false],
  ["a", false],
  ['"b,"a""', false],
  ['"x", "b"a', false],
])('If-None-Match: %s names "a": %s', (header, named) => {
  expect(isNamed(header, '"a"')).toBe(named);
});
