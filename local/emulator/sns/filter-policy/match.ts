// Whether a message passes a filter policy, by its attributes or by its body.
import type { MessageAttributeValue } from "../../fauxqs.ts";
import { isObject, parseObject } from "../parse-object.ts";
import type { Value } from "./conditions.ts";
import type { FilterPolicy } from "./read-policy.ts";

type Values = Map<string, Value[]>;

/** "An empty set of attributes means that the filter does not match", not even `exists: false`. */
function passes(policy: FilterPolicy, values: Values): boolean {
  return policy.some((alternative) =>
    [...alternative].every(([name, conditions]) => conditions.some((holds) => values.size > 0 && holds(values.get(name) ?? []))),
  );
}

/** Under `a.b` what `{"a":{"b":…}}` has; of an array all elements, objects in it as well. */
function collect(value: unknown, path: string, values: Values): void {
  if (Array.isArray(value)) {
    for (const element of value) collect(element, path, values);
  } else if (isObject(value)) {
    for (const [name, member] of Object.entries(value)) collect(member, path === "" ? name : `${path}.${name}`, values);
  } else if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
    const known = values.get(path);
    if (known) known.push(value);
    else values.set(path, [value]);
  }
}

/** Types may have a label of their own: `Number.int`. SNS ignores `Binary`. */
function collectAttribute(name: string, { DataType, StringValue = "" }: MessageAttributeValue, values: Values): void {
  if (/^(String|Number)\.Array$/.test(DataType)) {
    const elements = parseArray(StringValue);
    values.set(name, []);
    collect(elements, name, values);
  } else if (/^Number(\.|$)/.test(DataType)) values.set(name, [Number(StringValue)]);
  else if (/^String(\.|$)/.test(DataType)) values.set(name, [StringValue]);
}

function parseArray(json: string): unknown[] {
  try {
    const value: unknown = JSON.parse(json);
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

export function passesByAttributes(policy: FilterPolicy, attributes: Record<string, MessageAttributeValue>): boolean {
  const values: Values = new Map();
  for (const [name, attribute] of Object.entries(attributes)) collectAttribute(name, attribute, values);
  return passes(policy, values);
}

/** A body that is no JSON object passes no policy. */
export function passesByBody(policy: FilterPolicy, body: string): boolean {
  const object = parseObject(body);
  if (object === undefined) return false;
  const values: Values = new Map();
  collect(object, "", values);
  return passes(policy, values);
}
