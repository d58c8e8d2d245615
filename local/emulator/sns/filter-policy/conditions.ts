// One condition of a filter policy, read once: from its JSON to a question that is put to a value of a message. The definitions are those of "String
// value matching", "Numeric value matching" and "Key matching" in the SNS developer guide.
import { BlockList, isIP } from "node:net";
import { isObject } from "../parse-object.ts";
import { Refusal } from "../refusal.ts";

/** What a message has under a name; an array stands for each of its elements. */
export type Value = string | number | boolean | null;

/** @param values empty when the message has nothing of that name */
export type Condition = (values: readonly Value[]) => boolean;

/** "Five digits of accuracy after the decimal point": 0.1 + 0.2 is 0.3. */
const toUnits = (number: number): number => Math.round(number * 100_000);

const ofAny =
  (matches: (value: Value) => boolean): Condition =>
  (values) =>
    values.some(matches);
const ofText = (matches: (text: string) => boolean): Condition => ofAny((value) => typeof value === "string" && matches(value));

/** A number is equal by its value (301.5 is 3.015e2), and is no text; all else is equal as JSON. */
const equals =
  (wanted: unknown) =>
  (value: Value): boolean =>
    typeof wanted === "number" && typeof value === "number" ? toUnits(wanted) === toUnits(value) : wanted === value;

const isScalar = (value: unknown): value is Value =>
  value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean";

function text(operator: string, pattern: unknown): string {
  if (typeof pattern !== "string") throw new Refusal(`${operator} match pattern must be a string`);
  return pattern;
}

/** "A single pattern can have three wildcards at most." */
function wildcard(pattern: string): (value: string) => boolean {
  const parts = pattern.split("*");
  if (parts.length > 4) throw new Refusal("A single pattern must not contain more than 3 wildcards");
  const expression = new RegExp(`^${parts.map((part) => part.replace(/[$()*+.?[\\\]^{|}]/g, "\\$&")).join(".*")}$`, "s");
  return (value) => expression.test(value);
}

function textOperator(operator: string, pattern: unknown): ((value: string) => boolean) | undefined {
  switch (operator) {
    case "prefix": {
      const start = text(operator, pattern);
      return (value) => value.startsWith(start);
    }
    case "suffix": {
      const end = text(operator, pattern);
      return (value) => value.endsWith(end);
    }
    case "wildcard":
      return wildcard(text(operator, pattern));
    case "equals-ignore-case": {
      const wanted = text(operator, pattern).toLowerCase();
      return (value) => value.toLowerCase() === wanted;
    }
    case "cidr":
      return cidr(text(operator, pattern));
    default:
      return undefined;
  }
}

function cidr(pattern: string): (value: string) => boolean {
  const [address = "", bits = "", ...rest] = pattern.split("/");
  const family = isIP(address);
  const length = Number(bits);
  if (rest.length > 0 || !/^\d+$/.test(bits) || family === 0 || length > (family === 4 ? 32 : 128))
    throw new Refusal(`Malformed CIDR: ${pattern}`);
  const subnet = new BlockList();
  subnet.addSubnet(address, length, family === 4 ? "ipv4" : "ipv6");
  // What is no address of that version is in no subnet.
  return (value) => subnet.check(value, family === 4 ? "ipv4" : "ipv6");
}

const COMPARISONS = new Map<unknown, (value: number, bound: number) => boolean>([
  ["=", (value, bound) => value === bound],
  ["<", (value, bound) => value < bound],
  ["<=", (value, bound) => value <= bound],
  [">", (value, bound) => value > bound],
  [">=", (value, bound) => value >= bound],
]);

/** One comparison, or a range: first `>` or `>=`, then `<` or `<=`. */
function numeric(terms: unknown): Condition {
  if (!Array.isArray(terms) || terms.length === 0) throw new Refusal("Invalid member in numeric match");
  const tests: ((value: number) => boolean)[] = [];
  for (let at = 0; at < terms.length; at += 2) {
    const [operator, bound]: unknown[] = terms.slice(at, at + 2);
    const compare = COMPARISONS.get(operator);
    if (compare === undefined) throw new Refusal(`Unrecognized numeric range operator: ${operator}`);
    if (typeof bound !== "number") throw new Refusal(`Value of ${operator} must be numeric`);
    if (Math.abs(bound) > 1e9) throw new Refusal(`Value of ${operator} must be from -1000000000 to 1000000000`);
    tests.push((value) => compare(toUnits(value), toUnits(bound)));
  }
  if (tests.length > 2) throw new Refusal("Too many terms in numeric range expression");
  if (tests.length === 2) {
    if (!/^>=?$/.test(String(terms[0]))) throw new Refusal("Too many elements in numeric expression");
    if (!/^<=?$/.test(String(terms[2]))) throw new Refusal(`Bad numeric range operator: ${terms[2]}`);
    if (terms[3] <= terms[1]) throw new Refusal("Bottom must be less than top");
  }
  return ofAny((value) => typeof value === "number" && tests.every((holds) => holds(value)));
}

/** An array matches as soon as it has one element that is none of those named. */
function anythingBut(pattern: unknown): Condition {
  if (isObject(pattern)) {
    const [[operator, inner] = ["", undefined], ...more] = Object.entries(pattern);
    const matches = more.length === 0 && operator !== "cidr" ? textOperator(operator, inner) : undefined;
    if (matches === undefined) throw new Refusal(`Unsupported anything-but pattern: ${operator}`);
    return ofText((value) => !matches(value));
  }
  const named: unknown[] = Array.isArray(pattern) ? pattern : [pattern];
  if (named.length === 0) throw new Refusal("Empty arrays are not allowed");
  if (!named.every((value) => typeof value === "string" || typeof value === "number"))
    throw new Refusal("Inside anything-but list, values must be all numbers or all strings");
  return ofAny((value) => value !== null && !named.some((each) => equals(each)(value)));
}

/** "The key must have a non-null and non-empty value." */
function exists(wanted: unknown): Condition {
  if (typeof wanted !== "boolean") throw new Refusal("exists match pattern must be either true or false.");
  return wanted ? ofAny((value) => value !== null && value !== "") : (values) => values.length === 0;
}

/** @throws Refusal */
export function readCondition(condition: unknown): Condition {
  if (isScalar(condition)) return ofAny(equals(condition));
  if (!isObject(condition)) throw new Refusal("Match value must be String, number, true, false, or null");
  const [[operator, pattern] = ["", undefined], ...more] = Object.entries(condition);
  if (more.length > 0) throw new Refusal("Only one key allowed in match expression");
  if (operator === "exists") return exists(pattern);
  if (operator === "numeric") return numeric(pattern);
  if (operator === "anything-but") return anythingBut(pattern);
  const matches = textOperator(operator, pattern);
  if (matches === undefined) throw new Refusal(`Unrecognized match type ${operator}`);
  return ofText(matches);
}
