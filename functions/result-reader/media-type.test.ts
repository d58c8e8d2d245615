import { expect, test } from "@jest/globals";
import { preferredMediaType } from "./media-type.ts";

const json = "application/json";
const csv = "text/csv; charset=utf-8; header=present";

test.each<[string | undefined, string | undefined]>([
  [undefined, json],
  ["", json],
  ["*/*", json],
  ["application/json", json],
  ["text/csv", csv],
  ["Text/CSV", csv],
  ["text/*", csv],
  ["text/csv, application/json", json],
  ["text/csv, application/json;q=0.9", csv],
  ["text/csv;q=0.1, application/json;q=0.10", json],
  ["text/csv;q=0.101, application/json;q=0.1", csv],
  ["text/csv ; q=0.5 , */* ; q=0.1", csv],
  ["text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", json],
  ["text/csv;charset=UTF-8", csv],
  ['text/csv;charset="utf-8"', csv],
  ["text/csv;charset=utf-16", undefined],
  ["text/csv;header=absent, */*;q=0.1", json],
  ["application/json;q=0, */*", csv],
  ["application/json;q=0", undefined],
  ["*/*;q=0", undefined],
  ["text/csv;q=0, text/*", undefined],
  ["text/*;q=0.9, text/csv;q=0.2, application/json;q=0.3", json],
  ["application/xml", undefined],
  ['application/json;profile="a,b", text/csv;q=0.2', csv],
  ["text/csv;q=2", json],
  ["application/xml;q=0.5, text/csv;q=high", undefined],
  ["json", json],
  ["*/csv, application/xml", undefined],
])("Accept: %s gets %s", (accept, form) => {
  expect(preferredMediaType(accept, [json, csv])).toBe(form);
});

test("a header as long as a request may be is read at once", () => {
  const started = performance.now();
  for (const part of ["text/csv;a=", "a/b;;", '"', 'a/b;c="\\', "a/b; ; "]) preferredMediaType(part.repeat(10_000 / part.length), [json]);
  expect(performance.now() - started).toBeLessThan(1_000);
});
