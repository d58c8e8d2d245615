// The formats that the gate knows: opaque predicates, each with a few strings that keep it.

/** From the plainest to those that people forget. */
export const formatSamples = {
  uuid: [
    "3f2b8c1e-7d4a-4f6b-9a0c-5e8d1b2c3f4a",
    "9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d",
    "1B9D6BCD-BBFD-4B2D-9B5D-AB8DFBBD4BED",
    "urn:uuid:6ec0bd7f-11c0-43da-975e-2a8ad9ebae0b",
  ],
  "date-time": [
    "2026-01-31T09:30:00Z",
    "2026-02-01T10:00:00.5Z",
    "2026-02-01T10:00:00.123456789Z",
    "2026-02-01T10:00:00+01:00",
    "2016-12-31T23:59:60Z",
    "2026-02-01t10:00:00z",
  ],
  "uri-reference": ["/quizzes/1", "quizzes", "", "https://example.org/quizzes?page=2#top", "urn:example:quiz", "#"],
  "json-pointer": ["/quizzes/0", "", "/quizzes/0/name", "/a~1b", "/"],
} as const;

export type Format = keyof typeof formatSamples;

export function isFormat(name: unknown): name is Format {
  return typeof name === "string" && Object.hasOwn(formatSamples, name);
}

export const formats: Format[] = Object.keys(formatSamples).filter(isFormat);
