// Wildcards as IAM has them: `*` is any text, `?` one character.

const compiled = new Map<string, RegExp>();

function compile(kind: string, pattern: string, flags: string, translate: (character: string, next: string | undefined) => string): RegExp {
  const name = `${kind} ${pattern}`;
  const known = compiled.get(name);
  if (known) return known;
  const characters = [...pattern];
  const source = characters.map((character, index) =>
    character === "*" || character === "?" ? translate(character, characters[index + 1]) : RegExp.escape(character),
  );
  const expression = new RegExp(`^${source.join("")}$`, flags);
  compiled.set(name, expression);
  return expression;
}

/** Actions: case does not matter ("IAM JSON policy elements: Action"). */
export function matchesAction(pattern: string, action: string): boolean {
  return compile("action", pattern, "isu", (character) => (character === "*" ? ".*" : ".")).test(action);
}

/**
 * Resources: case matters; a wildcard stays within its segment of the ARN, but a `*` that ends one goes beyond it ("IAM JSON policy elements: Resource").
 */
export function matchesResource(pattern: string, resource: string): boolean {
  return compile("resource", pattern, "su", (character, next) => {
    if (character === "?") return "[^:]";
    return next === undefined || next === ":" ? ".*" : "[^:]*";
  }).test(resource);
}

/** StringLike. */
export function matchesText(pattern: string, text: string, { anyCase = false } = {}): boolean {
  return compile(anyCase ? "text" : "Text", pattern, anyCase ? "isu" : "su", (character) => (character === "*" ? ".*" : ".")).test(text);
}

/** ArnLike and ArnEquals, which do the same: each of the six parts of the ARN by itself. */
export function matchesArn(pattern: string, arn: string): boolean {
  const [wanted, given] = [partsOf(pattern), partsOf(arn)];
  return given !== undefined && (wanted?.every((part, index) => matchesText(part, given[index] ?? "")) ?? false);
}

function partsOf(arn: string): string[] | undefined {
  const parts = arn.split(":");
  return parts.length < 6 || parts[0] !== "arn" ? undefined : [...parts.slice(0, 5), parts.slice(5).join(":")];
}
