// Patterns as automata: which strings a pattern takes, and a word of those that others do not.
import { CharSet, type Concatenation, DFA, type Element, type Expression, NFA, type NoParent, TooManyNodesError, Words } from "refa";
import { wholeStrings } from "./pattern.ts";

/** Thrown where a question is beyond us; the message says why, as the end of a sentence. */
export class Undecided extends Error {}

/** A set of strings. Characters are code points, as lengths count them and `u` reads them. */
export type Language = NFA;

export interface Lengths {
  min: number;
  max: number;
}

const maxCharacter = 0x10ffff;
/** States of an automaton and of a search. Patterns of the profile need some hundreds. */
const stateLimit = 20_000;
const searchLimit = 400_000;
const searchedBefore = new Map<string, Language>();

/** The strings in which a pattern is found, as `new RegExp(pattern, "u").test` finds it. Throws `Undecided`. */
export function foundBy(pattern: string): Language {
  let language = searchedBefore.get(pattern);
  if (language === undefined) {
    language = undecidedWhere(`the pattern ${pattern}`, () => fromExpression(wholeStrings(pattern)));
    if (searchedBefore.size > 200) searchedBefore.clear();
    searchedBefore.set(pattern, language);
  }
  return language;
}

export function only(words: readonly string[]): Language {
  return NFA.fromWords(words.map(Words.fromStringToUnicode), { maxCharacter });
}

/** The strings of a length within the bounds. Throws `Undecided`. */
export function ofLength({ min, max }: Lengths): Language {
  const one: NoParent<Concatenation> = {
    type: "Concatenation",
    elements: [{ type: "CharacterClass", characters: CharSet.all(maxCharacter) }],
  };
  const elements: NoParent<Element>[] = [{ type: "Quantifier", alternatives: [one], lazy: false, min, max }];
  return undecidedWhere("the lengths", () => fromExpression({ type: "Expression", alternatives: [{ type: "Concatenation", elements }] }));
}

/** Throws `Undecided`. */
export function intersection(a: Language, b: Language): Language {
  return undecidedWhere("the patterns together", () => NFA.fromIntersection(a, b, new NFA.LimitedNodeFactory(stateLimit * 5)));
}

/** The strings that are not in a language. Throws `Undecided`. */
export function complement(language: Language): Language {
  return undecidedWhere("the strings outside the pattern", () => {
    const dfa = DFA.fromFA(language, new DFA.LimitedNodeFactory(stateLimit));
    dfa.complement();
    return NFA.fromFA(dfa);
  });
}

/**
 * One of the shortest words whose length is within the bounds; undefined where there is none. Letters are taken in the order of
 * preference given. Breadth first over states and lengths (a length from `min` on is as good as any). Throws `Undecided`.
 */
export function shortestWord(language: Language, lengths: Lengths, letters: string): string | undefined {
  interface Step {
    node: NFA.Node;
    length: number;
    before: Step | undefined;
    via: CharSet | undefined;
  }
  const preferred = Words.fromStringToUnicode(letters);
  const seen = new Map<NFA.Node, Set<number>>();
  const queue: Step[] = [{ node: language.initial, length: 0, before: undefined, via: undefined }];
  for (const step of queue) {
    if (language.finals.has(step.node) && step.length >= lengths.min) {
      const word: number[] = [];
      for (let at: Step | undefined = step; at?.via !== undefined; at = at.before) word.push(readable(at.via, preferred));
      return Words.fromUnicodeToString(word.reverse());
    }
    if (step.length >= lengths.max) continue;
    for (const [node, via] of step.node.out) {
      const length = step.length + 1;
      const counted = Math.min(length, lengths.min);
      const visited = seen.get(node) ?? new Set();
      if (visited.has(counted)) continue;
      seen.set(node, visited.add(counted));
      if (queue.length >= searchLimit) throw new Undecided(`more than ${searchLimit} steps lead to a string of ${lengths.min} characters`);
      queue.push({ node, length, before: step, via });
    }
  }
  return undefined;
}

function fromExpression(expression: NoParent<Expression>): Language {
  return NFA.fromRegex(expression, { maxCharacter }, {}, new NFA.LimitedNodeFactory(stateLimit));
}

function readable(set: CharSet, preferred: readonly number[]): number {
  const first = set.ranges[0];
  if (first === undefined) throw new TypeError("An edge without characters");
  return preferred.find((letter) => set.has(letter)) ?? first.min;
}

function undecidedWhere<T>(what: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const why = error instanceof TooManyNodesError ? "would be an automaton of too many states" : "cannot be turned into an automaton";
    throw new Undecided(`${what} ${why}`, { cause: error });
  }
}
