// The words that generated contracts and documents share: a document contradicts a verdict only where it stands on the same ones.

/** Names of properties, and keys of maps. */
export const names = ["a", "b", "c", "d"] as const;

/** What enums and consts hold. */
export const words = ["red", "green", "blue", "a1", "b22"] as const;

/** Patterns with strings that keep them: neighbours of one another, so that some lie within others. */
export const patterns: Record<string, string[]> = {
  "^[a-z]+$": ["a", "red", "zzzzz"],
  "^[a-y]*$": ["", "y", "red"],
  "^[a-z][0-9]+$": ["a1", "b22", "z999"],
  "^[a-z][0-9]{1,2}$": ["a1", "b22"],
  "^[0-9]+$": ["0", "0123456789"],
  "^[0-9]{2,4}$": ["00", "12", "9999"],
  "[0-9]": ["a0b", "\n0", "7"],
  "^submissions/[0-9a-f-]{4}$": ["submissions/0-af", "submissions/----"],
  "^(red|green)$": ["red", "green"],
  "^(green|red|blue)$": ["blue"],
  "^.*$": ["", "\u{1F600}", "red green"],
};

/** Formats with strings that have them. */
export const formats: Record<string, string[]> = {
  uuid: ["0f0e0d0c-0b0a-4908-8706-050403020100", "0F0E0D0C-0B0A-4908-8706-050403020100"],
  "date-time": ["2026-01-31T12:00:00Z", "2024-02-29T23:59:60+00:00", "1999-12-31t00:00:00.5-01:30"],
  "uri-reference": ["", "#a", "https://example.org/a?b"],
  "json-pointer": ["", "/a/0", "/~0~1"],
};

/** Strings that keep none of it, mostly. */
export const oddStrings = ["", " ", "\n", "x", "xy", "xyz", "wxyz", "\u{1F600}\u{1F600}", "2026-02-30T00:00:00Z", "RED"];
