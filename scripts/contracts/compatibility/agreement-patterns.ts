// Patterns over three letters, small enough to try every string on.
import fc from "fast-check";

const alphabet = ["a", "b", "\n"];

/** Every string of up to `length` letters. */
export function allStrings(length: number): string[] {
  const longer = length === 0 ? [] : allStrings(length - 1);
  const longest = longer.filter((text) => text.length === length - 1);
  return length === 0 ? [""] : [...longer, ...longest.flatMap((text) => alphabet.map((letter) => text + letter))];
}

const atom = fc.constantFrom("a", "b", ".", "[ab]", "[^a]", "\\w", "\\n", "[^]");
const quantifier = fc.constantFrom("", "", "", "*", "+", "?", "{2}", "{1,2}", "{2,}");

/** Two parts at most, within one another once: longer ones take an automaton, and a backtracking engine, seconds. */
const atoms = fc.oneof(
  { weight: 12, arbitrary: fc.tuple(atom, quantifier).map(([one, times]) => one + times) },
  // What looks about and takes no letter: seldom, as it is seldom decided.
  { weight: 1, arbitrary: fc.constantFrom("^", "$", "\\b", "(?=a)", "(?!b)", "(?<=b)") },
);
const group = fc
  .tuple(fc.array(atoms, { minLength: 1, maxLength: 2 }), atoms, fc.constantFrom("", "?", "*", "{2}"))
  .map(([one, other, times]) => `(?:${one.join("")}|${other})${times}`);
const sequence = fc
  .array(fc.oneof({ weight: 2, arbitrary: atoms }, { weight: 1, arbitrary: group }), { minLength: 1, maxLength: 3 })
  .map((parts) => parts.join(""));

/** A pattern, mostly anchored, as those of contracts are. */
const pattern: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom("^", "^", "^", ""), sequence, fc.constantFrom("$", "$", "$", ""))
  .map((parts) => parts.join(""));

/** Two patterns: unrelated, or the one with a part more, or with an alternative more than the other. */
export const twoPatterns: fc.Arbitrary<[string, string]> = fc.oneof(
  fc.tuple(pattern, pattern),
  fc.tuple(sequence, sequence).map(([one, other]): [string, string] => [`^(?:${one})$`, `^(?:${one}|${other})$`]),
  fc.tuple(sequence, sequence).map(([one, other]): [string, string] => [`^(?:${one}|${other})$`, `^(?:${other}|${one})$`]),
);
