// A subscription's filter policy, from JSON to what can be asked of a message, held to SNS's limits ("Filter policy constraints"). In place of fauxqs's,
// which takes whatever is JSON, fails with a 500 for what is not, and does not know arrays.
import { isObject, parseObject } from "../parse-object.ts";
import { Refusal } from "../refusal.ts";
import { type Condition, readCondition } from "./conditions.ts";

export type FilterPolicyScope = "MessageAttributes" | "MessageBody";

/** A message passes if all names of one alternative have a value that meets one of the name's conditions. Without `$or` there is one alternative. */
export type FilterPolicy = ReadonlyMap<string, readonly Condition[]>[];

const KEYS = 5;
const COMBINATIONS = 150;
const BYTES = 262_144;

/** No alternative of an `$or` may have a field of such a name; otherwise `$or` is a name like others ("AND/OR logic"). */
const RESERVED = new Set(["anything-but", "cidr", "equals-ignore-case", "exists", "numeric", "prefix", "suffix", "wildcard"]);

/** `$or` with at least two objects. */
function alternativesIn(name: string, value: unknown): Record<string, unknown>[] | undefined {
  if (name !== "$or" || !Array.isArray(value) || value.length < 2 || !value.every(isObject)) return undefined;
  return value.some((each) => Object.keys(each).some((key) => RESERVED.has(key))) ? undefined : value;
}

/** The values of each name, times the depth of its nesting, multiplied; what the alternatives of an `$or` have is added up. */
function combinations(policy: Record<string, unknown>, depth: number): number {
  return Object.entries(policy).reduce((product, [name, value]) => {
    const alternatives = alternativesIn(name, value);
    if (alternatives) return product * alternatives.reduce((sum, each) => sum + combinations(each, depth), 0);
    if (isObject(value)) return product * combinations(value, depth + 1);
    // An empty array is refused later, and must not hide how much the others are.
    return Array.isArray(value) ? product * Math.max(1, value.length) * depth : product;
  }, 1);
}

function conditionsOf(name: string, value: unknown): Condition[] {
  if (!Array.isArray(value)) throw new Refusal(`"${name}" must be an object or an array`);
  if (value.length === 0) throw new Refusal("Empty arrays are not allowed");
  return value.map(readCondition);
}

function expand(policy: Record<string, unknown>, parent: string, scope: FilterPolicyScope): FilterPolicy {
  let expanded: FilterPolicy = [new Map()];
  for (const [name, value] of Object.entries(policy)) {
    const path = parent === "" ? name : `${parent}.${name}`;
    const nested = isObject(value);
    if (nested && scope === "MessageAttributes")
      throw new Refusal("Filter policy scope MessageAttributes does not support nested filter policy");
    const parts =
      alternativesIn(name, value)?.flatMap((each) => expand(each, parent, scope)) ??
      (nested ? expand(value, path, scope) : [new Map([[path, conditionsOf(path, value)]])]);
    expanded = expanded.flatMap((before) => parts.map((part) => new Map([...before, ...part])));
  }
  return expanded;
}

/** @throws Refusal for what SNS refuses at Subscribe and SetSubscriptionAttributes */
export function readFilterPolicy(json: string, scope: FilterPolicyScope): FilterPolicy {
  const policy = parseObject(json);
  if (policy === undefined) throw new Refusal("failed to parse JSON.");
  if (Buffer.byteLength(json) > BYTES) throw new Refusal("Filter policy is too long");
  // Of a body's policy SNS counts the uppermost names alone; a policy of attributes has no others.
  if (Object.keys(policy).length > KEYS) throw new Refusal(`Filter policy can not have more than ${KEYS} keys`);
  // Before it is expanded: this is what keeps the expansion small.
  if (combinations(policy, 1) > COMBINATIONS) throw new Refusal("Filter policy is too complex");
  return expand(policy, "", scope);
}
