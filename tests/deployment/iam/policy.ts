// IAM policy documents, read strictly: what this evaluator does not know is an error, never a silent allow.

export interface Policy {
  /** Where it is written, for messages: "role scoreline-result-reader, policy work". */
  name: string;
  statements: Statement[];
}

export interface Statement {
  sid: string;
  effect: "Allow" | "Deny";
  actions: Patterns;
  /** Absent in a role's trust policy, which is about the role itself. */
  resources?: Patterns;
  /** Absent in an identity policy, which is about the identity that has it. */
  principals?: Principals;
  conditions: Condition[];
}

/** Action and NotAction, Resource and NotResource. */
export interface Patterns {
  /** Whether everything else is meant. */
  not: boolean;
  patterns: string[];
}

export interface Principals {
  not: boolean;
  entries: { type: string; value: string }[];
}

export interface Condition {
  /** As it is written: `ForAnyValue:StringLikeIfExists`. */
  operator: string;
  /** In lower case: keys are. */
  key: string;
  values: string[];
}

const ELEMENTS = new Set(["Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Principal", "NotPrincipal", "Condition"]);
const PRINCIPAL_TYPES = new Set(["AWS", "Service", "Federated", "CanonicalUser"]);

/** Reads a policy's JSON. Throws an error that names the policy and what is wrong with it. */
export function readPolicy(name: string, json: string): Policy {
  const fail = (what: string): never => {
    throw new Error(`${name}: ${what}`);
  };
  const document = asObject(JSON.parse(json)) ?? fail("it is not an object");
  for (const element of Object.keys(document)) if (!["Version", "Id", "Statement"].includes(element)) fail(`unknown element ${element}`);
  // The older version, which is the default, knows no policy variables.
  if (document.Version !== "2012-10-17") fail(`Version must be "2012-10-17", and is ${JSON.stringify(document.Version)}`);
  const statements = Array.isArray(document.Statement) ? document.Statement : [document.Statement];
  return {
    name,
    statements: statements.map((statement) => readStatement(asObject(statement) ?? fail("a statement is not an object"), fail)),
  };
}

function readStatement(statement: Record<string, unknown>, fail: (what: string) => never): Statement {
  for (const element of Object.keys(statement)) if (!ELEMENTS.has(element)) fail(`unknown element ${element} in a statement`);
  const { Sid = "", Effect } = statement;
  if (Effect !== "Allow" && Effect !== "Deny") return fail(`Effect must be Allow or Deny, and is ${JSON.stringify(Effect)}`);
  const patterns = (element: string): Patterns | undefined => {
    const [plain, negated] = [statement[element], statement[`Not${element}`]];
    if (plain !== undefined && negated !== undefined) return fail(`${element} and Not${element} in one statement`);
    const given = plain ?? negated;
    return given === undefined ? undefined : { not: plain === undefined, patterns: textsOf(given, element, fail) };
  };
  const resources = patterns("Resource");
  const principals = readPrincipals(statement, fail);
  if (resources === undefined && principals === undefined) return fail("a statement has neither Resource nor Principal");
  return {
    sid: String(Sid),
    effect: Effect,
    actions: patterns("Action") ?? fail("a statement has no Action"),
    ...(resources && { resources }),
    ...(principals && { principals }),
    conditions: readConditions(statement.Condition, fail),
  };
}

function readPrincipals(statement: Record<string, unknown>, fail: (what: string) => never): Principals | undefined {
  const { Principal, NotPrincipal } = statement;
  const given = Principal ?? NotPrincipal;
  if (given === undefined) return undefined;
  const not = Principal === undefined;
  if (given === "*") return { not, entries: [{ type: "AWS", value: "*" }] };
  const entries = Object.entries(asObject(given) ?? fail(`a Principal is ${JSON.stringify(given)}`)).flatMap(([type, values]) => {
    if (!PRINCIPAL_TYPES.has(type)) fail(`unknown type of principal ${type}`);
    return textsOf(values, "Principal", fail).map((value) => ({ type, value }));
  });
  return { not, entries };
}

function readConditions(conditions: unknown, fail: (what: string) => never): Condition[] {
  if (conditions === undefined) return [];
  return Object.entries(asObject(conditions) ?? fail("a Condition is not an object")).flatMap(([operator, keys]) =>
    Object.entries(asObject(keys) ?? fail(`the Condition ${operator} is not an object`)).map(([key, values]) => ({
      operator,
      key: key.toLowerCase(),
      values: textsOf(values, key, fail),
    })),
  );
}

function textsOf(given: unknown, what: string, fail: (what: string) => never): string[] {
  const values: unknown[] = Array.isArray(given) ? given : [given];
  if (values.length === 0) return fail(`${what} is empty`);
  return values.map((value) =>
    typeof value === "string" || typeof value === "boolean" || typeof value === "number"
      ? String(value)
      : fail(`${what} holds ${JSON.stringify(value)}`),
  );
}

function asObject(value: unknown): Record<string, unknown> | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : undefined;
}
