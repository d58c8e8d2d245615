// A pattern as an expression that takes whole strings and has no assertions: they are worked into what stands beside them.
import { type Concatenation, type Element, type Expression, JS, type NoParent, Transformers, transform } from "refa";

type Sequence = NoParent<Concatenation>;

/** More alternatives than these are left to refa as they are. */
const alternativeLimit = 100;

/**
 * The strings in which `new RegExp(pattern, "u").test` finds the pattern. An assertion that cannot be worked in is left where it is.
 * Throws on what is no pattern, and on a reference back that stands for more than one string.
 */
export function wholeStrings(pattern: string): NoParent<Expression> {
  const parse = (source: string) => JS.Parser.fromLiteral({ source, flags: "u" }).parse({ backreferences: "throw" }).expression;
  const anything = () => parse("[^]*").alternatives.flatMap(({ elements }) => elements);
  const whole = ({ elements }: Sequence): Sequence[] => {
    const [begins, ends] = [isEdge(elements[0], "behind"), isEdge(elements.at(-1), "ahead")];
    const inner = elements.slice(begins ? 1 : 0, ends ? -1 : undefined);
    const all = sequence(...(begins ? [] : anything()), ...inner, ...(ends ? [] : anything()));
    if (!inner.some(hasAssertion)) return [all];
    // Each by itself, or refa would put together again what has been spread.
    return edged(edged(transform(Transformers.simplify(), { type: "Expression", alternatives: [all] }).alternatives, "behind"), "ahead");
  };
  return { type: "Expression", alternatives: parse(pattern).alternatives.flatMap(spread).flatMap(whole) };
}

/** `x(?:a|b$)` → `xa`, `xb$`: an assertion in a group has to stand beside what it looks at. */
function spread({ elements }: Sequence): Sequence[] {
  let result: NoParent<Element>[][] = [[]];
  for (const element of elements) {
    const choices = hasAssertion(element) ? choicesOf(element) : [[element]];
    const next = result.flatMap((before) => choices.map((choice) => [...before, ...choice]));
    if (next.length > alternativeLimit) return [sequence(...elements)];
    result = next;
  }
  return result.map((parts) => sequence(...copied(parts)));
}

function choicesOf(element: NoParent<Element>): NoParent<Element>[][] {
  const optional = element.type === "Quantifier" && element.min === 0 && element.max === 1;
  if (element.type !== "Alternation" && !optional) return [[element]];
  return [...(optional ? [[]] : []), ...element.alternatives.flatMap(spread).map(({ elements }) => elements)];
}

function hasAssertion(element: NoParent<Element>): boolean {
  if (element.type === "Assertion") return true;
  return "alternatives" in element && element.alternatives.some(({ elements }) => elements.some(hasAssertion));
}

/** The alternatives without the assertions at one end: no character stands beyond it, so `^` and `$` hold there. */
function edged(alternatives: Sequence[], kind: "ahead" | "behind"): Sequence[] {
  return alternatives.flatMap(({ elements }) => {
    const edge = kind === "behind" ? elements[0] : elements.at(-1);
    const others = kind === "behind" ? elements.slice(1) : elements.slice(0, -1);
    const joined = (element: NoParent<Element>) => (kind === "behind" ? sequence(element, ...others) : sequence(...others, element));
    if (edge?.type === "Alternation") return [joined({ type: "Alternation", alternatives: edged(edge.alternatives, kind) })];
    if (edge?.type !== "Assertion" || edge.kind !== kind || !edge.alternatives.every(needsCharacter)) return [sequence(...elements)];
    return edge.negate ? edged([sequence(...others)], kind) : [];
  });
}

/** Whether it is `^` (no character behind) or `$` (none ahead). */
function isEdge(element: NoParent<Element> | undefined, kind: "ahead" | "behind"): boolean {
  if (element?.type !== "Assertion" || element.kind !== kind || !element.negate) return false;
  const [only] = element.alternatives.flatMap(({ elements }) => elements);
  return element.alternatives.length === 1 && only?.type === "CharacterClass" && only.characters.isAll;
}

function needsCharacter({ elements }: Sequence): boolean {
  return elements.some(({ type }) => type === "CharacterClass");
}

function sequence(...elements: NoParent<Element>[]): Sequence {
  return { type: "Concatenation", elements };
}

/** refa changes what it is given, and two alternatives must not share a part. Character sets are never changed. */
function copied(elements: readonly NoParent<Element>[]): NoParent<Element>[] {
  return elements.map((element) =>
    "alternatives" in element
      ? { ...element, alternatives: element.alternatives.map((one) => sequence(...copied(one.elements))) }
      : { ...element },
  );
}
