// Where two values differ, each place in words.

/** `queues.calculation.retentionSeconds: local 345600, deployed 60`. */
export function differences(one: unknown, other: unknown, names: readonly [string, string], path = ""): string[] {
  if (!isComposite(one) || !isComposite(other) || Array.isArray(one) !== Array.isArray(other)) {
    const [left, right] = [textOf(one), textOf(other)];
    return left === right ? [] : [`${path}: ${names[0]} ${left}, ${names[1]} ${right}`];
  }
  const [left, right] = [new Map(Object.entries(one)), new Map(Object.entries(other))];
  return [...new Set([...left.keys(), ...right.keys()])].flatMap((key) =>
    differences(left.get(key), right.get(key), names, path === "" ? key : `${path}.${key}`),
  );
}

function isComposite(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function textOf(value: unknown): string {
  return value === undefined ? "nothing" : JSON.stringify(value);
}
