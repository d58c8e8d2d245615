// The small values that contracts share: ids, times, hashes, counts.
import { type TLiteral, type TSchema, type TUnion, Type } from "@sinclair/typebox";

export const SubmissionId = Type.String({
  title: "Submission id",
  description: "Names one submission for ever. Random, so that nobody can guess another's.",
  format: "uuid",
});

export const Sha256 = Type.String({
  title: "SHA-256",
  description: "SHA-256 of the bytes, 64 lower-case hexadecimal digits.",
  pattern: "^[0-9a-f]{64}$",
});

/** One line of text for people: no control characters. */
function Line(title: string, description: string, maxLength: number) {
  return Type.String({ title, description, minLength: 1, maxLength, pattern: "^[^\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029]+$" });
}

/** What people say that a submission is; carried on into its mail. */
export const labels = {
  title: Type.Optional(Line("Title", "What the submission is called, in 120 characters at most.", 120)),
  course: Type.Optional(Line("Course", "The course that the quizzes belong to, in 60 characters at most.", 60)),
};

/** Which submission another one corrects: its statistics are told beside the new ones. */
export const Replaces = Type.Optional(
  Type.String({
    title: "Replaces",
    description:
      "Id of an earlier submission that this one corrects. The earlier one stays; the new statistics tell its figures beside their own.",
    format: "uuid",
  }),
);

/** Whose it is: nobody else is told of it, but who may read everything. */
export const Owner = Type.Optional(
  Type.String({
    title: "Owner",
    description:
      "Who sent it: the user (`sub`) or the program (`client_id`) that the token was of. Left out where nobody was asked; then it is nobody's.",
    minLength: 1,
    maxLength: 255,
  }),
);

/** An instant in UTC, RFC 3339: always with a Z, so that it sorts and reads the same in every language. */
export function Instant(title: string, description: string) {
  return Type.String({
    title,
    description: `${description} RFC 3339, UTC.`,
    format: "date-time",
    pattern: "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,9})?Z$",
  });
}

/** A W3C trace context: what a request, and all that it sets off, is followed by. */
export function TraceParent(description: string) {
  return Type.Optional(Type.String({ title: "Trace parent", description, pattern: "^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$" }));
}

/** A whole number of things, 0 or more. */
export function Count(title: string, description: string) {
  return Type.Integer({ title, description, minimum: 0 });
}

/** A number that has no value where it is not defined: then it is null, never 0. */
export function Nullable(title: string, description: string) {
  return OrNull(Type.Number(), title, description);
}

/** Something that has no value where it is not defined: then it is null. */
export function OrNull<T extends TSchema>(schema: T, title: string, description: string) {
  return Type.Union([schema, Type.Null()], { title, description });
}

type Literals<T extends readonly string[]> = { -readonly [K in keyof T]: TLiteral<T[K]> };

/** One of some words. */
export function OneOf<const T extends readonly string[]>(words: T, title: string, description: string): TUnion<Literals<T>> {
  return Type.Union(words.map((word) => Type.Literal(word)) as Literals<T>, { title, description }) as TUnion<Literals<T>>;
}
