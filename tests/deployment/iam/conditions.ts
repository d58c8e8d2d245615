// Condition operators ("IAM JSON policy elements: Condition operators"). One that is not here is an error.
import { matchesArn, matchesText } from "./patterns.ts";
import type { Condition } from "./policy.ts";

/** What is known of a request, by key; several values where the key has several (`aws:TagKeys`). Keys in lower case. */
export type Context = Readonly<Record<string, string | readonly string[]>>;

interface Operator {
  /** Whether a value of the request is what a value of the policy means. */
  test: (wanted: string, given: string) => boolean;
  /** A negated operator is true where none of its values fits, and where the request has no such key. */
  negated?: boolean;
}

const same = (wanted: string, given: string) => wanted === given;
const sameInAnyCase = (wanted: string, given: string) => wanted.toLowerCase() === given.toLowerCase();
const like = (wanted: string, given: string) => matchesText(wanted, given);
const number =
  (compare: (given: number, wanted: number) => boolean) =>
  (wanted: string, given: string): boolean => {
    if (Number.isNaN(Number(wanted))) throw new Error(`A numeric condition holds "${wanted}"`);
    return compare(Number(given), Number(wanted));
  };

const OPERATORS: Readonly<Record<string, Operator>> = {
  StringEquals: { test: same },
  StringNotEquals: { test: same, negated: true },
  StringEqualsIgnoreCase: { test: sameInAnyCase },
  StringNotEqualsIgnoreCase: { test: sameInAnyCase, negated: true },
  StringLike: { test: like },
  StringNotLike: { test: like, negated: true },
  NumericEquals: { test: number((given, wanted) => given === wanted) },
  NumericNotEquals: { test: number((given, wanted) => given === wanted), negated: true },
  NumericLessThan: { test: number((given, wanted) => given < wanted) },
  NumericLessThanEquals: { test: number((given, wanted) => given <= wanted) },
  NumericGreaterThan: { test: number((given, wanted) => given > wanted) },
  NumericGreaterThanEquals: { test: number((given, wanted) => given >= wanted) },
  Bool: { test: sameInAnyCase },
  ArnEquals: { test: matchesArn },
  ArnLike: { test: matchesArn },
  ArnNotEquals: { test: matchesArn, negated: true },
  ArnNotLike: { test: matchesArn, negated: true },
};

/** Whether a request meets a condition. Throws where the operator is unknown, or the request has several values and the condition takes one. */
export function meets(context: Context, { operator, key, values }: Condition): boolean {
  const [, set, name = "", ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(.*?)(IfExists)?$/.exec(operator) ?? [];
  const found = context[key];
  if (name === "Null" && set === undefined && ifExists === undefined) return values.includes(String(found === undefined));
  const known = OPERATORS[name];
  if (known === undefined) throw new Error(`The condition operator ${operator} is unknown to this evaluator`);
  const { test, negated = false } = known;

  const wanted = values.map((value) => substitute(value, context));
  const fits = (given: string) => wanted.some((value) => test(value, given)) !== negated;
  const given = found === undefined ? [] : [found].flat();
  // Over the values of a key that is not there, "all" is true and "any" is false.
  if (set === "ForAllValues") return given.every(fits);
  if (set === "ForAnyValue") return given.some(fits) || (ifExists !== undefined && found === undefined);
  if (found === undefined) return ifExists !== undefined || negated;
  if (typeof found !== "string") throw new Error(`${key} has several values, and ${operator} takes one`);
  return fits(found);
}

/** Policy variables. One that the request does not have is an error: AWS would match nothing. */
function substitute(value: string, context: Context): string {
  return value.replaceAll(/\$\{([^}]*)\}/g, (_, name: string) => {
    if (["*", "?", "$"].includes(name)) throw new Error(`\${${name}} in a condition is unknown to this evaluator`);
    const found = context[name.toLowerCase()];
    if (typeof found !== "string") throw new Error(`The policy variable ${name} is not known of the request`);
    return found;
  });
}
