// Whether a request is allowed: AWS's "Policy evaluation logic" for identity and resource policies, within an account and across two.
import { type Context, meets } from "./conditions.ts";
import { matchesAction, matchesResource } from "./patterns.ts";
import type { Patterns, Policy, Principals, Statement } from "./policy.ts";

export type Principal =
  /** A session of a role. */
  | { kind: "role"; arn: string; account: string }
  /** A service that acts for itself: `sns.amazonaws.com`. */
  | { kind: "service"; name: string }
  /** Nobody that AWS knows. */
  | { kind: "anonymous" };

export interface Request {
  principal: Principal;
  action: string;
  /** The ARN. */
  resource: string;
  /** The account whose resource it is: of buckets it is not in the ARN. */
  resourceAccount: string;
  /** Keys in any case. */
  context?: Record<string, string | readonly string[]>;
}

export interface Policies {
  /** Of the principal. */
  identity: readonly Policy[];
  /** Of the resource. */
  resource: readonly Policy[];
  /**
   * For a KMS key, and for a role that is to be assumed, the resource's own policy is what counts: identity policies only count as far as it hands the
   * decision to the account ("Key policies in AWS KMS"; a key without a policy is nobody's).
   */
  resourceDecides?: boolean;
}

export interface Decision {
  allowed: boolean;
  /** The statement that decided, or why there is none. */
  reason: string;
}

/**
 * Decides on a request. An explicit deny wins; what nothing allows is denied. Within an account an identity policy or a resource policy is enough; a
 * resource policy that names the account (`root`) only hands the decision to identity policies. Across accounts both have to allow.
 *
 * Not evaluated, as none of ours has them: permissions boundaries, session policies, organisations' policies, endpoints' policies, grants.
 */
export function decide(request: Request, { identity, resource, resourceDecides = false }: Policies): Decision {
  const context = contextOf(request);
  const applicable = (policies: readonly Policy[], takes: (statement: Statement) => boolean) =>
    policies.flatMap(({ name, statements }) =>
      statements
        .filter((statement) => takes(statement) && applies(statement, request, context))
        .map((statement) => ({ statement, where: `${name}${statement.sid && `, ${statement.sid}`}` })),
    );
  const { principal, resourceAccount } = request;
  const ofIdentity = applicable(identity, () => true);
  const ofResource = applicable(resource, ({ principals }) => principals !== undefined && relation(principals, principal) !== "other");

  const denial = [...ofIdentity, ...ofResource].find(({ statement }) => statement.effect === "Deny");
  if (denial) return { allowed: false, reason: `denied by ${denial.where}` };

  const allows = ({ statement }: { statement: Statement }) => statement.effect === "Allow";
  const byIdentity = ofIdentity.find(allows);
  const direct = ofResource
    .filter(allows)
    .find(({ statement }) => statement.principals && relation(statement.principals, principal) === "named");
  const delegated = ofResource.find(allows);
  const yes = (by: { where: string }) => ({ allowed: true, reason: `allowed by ${by.where}` });
  const no = (reason: string) => ({ allowed: false, reason });

  if (principal.kind !== "role") return direct ? yes(direct) : no("no policy of the resource allows it");
  if (principal.account !== resourceAccount) {
    if (!byIdentity) return no("no policy of the identity allows it");
    return delegated ? yes(delegated) : no("no policy of the resource, which is another account's, allows it");
  }
  if (direct) return yes(direct);
  if (resourceDecides && !delegated) return no("the resource's policy does not allow it, nor leave it to the account");
  return byIdentity ? yes(byIdentity) : no("no policy allows it");
}

/** Whether a statement could concern an action at all, whatever the resource and the request: to leave out early what cannot matter. */
export function concernsAction({ actions }: Statement, action: string): boolean {
  return matches(actions, (pattern) => matchesAction(pattern, action));
}

function applies(statement: Statement, request: Request, context: Context): boolean {
  return (
    concernsAction(statement, request.action) &&
    (statement.resources === undefined || matches(statement.resources, (pattern) => matchesResource(pattern, request.resource))) &&
    statement.conditions.every((condition) => meets(context, condition))
  );
}

function matches({ not, patterns }: Patterns, test: (pattern: string) => boolean): boolean {
  return patterns.some(test) !== not;
}

/** `named`: itself, or everybody; `account`: by its account; `other`: not meant. */
function relation({ not, entries }: Principals, principal: Principal): "named" | "account" | "other" {
  const relations = entries.map((entry) => relationTo(entry, principal));
  const nearest = relations.includes("named") ? "named" : relations.includes("account") ? "account" : "other";
  if (!not) return nearest;
  // NotPrincipal has to name the account beside the role; to be spared, one of them is not enough ("NotPrincipal with Deny").
  if (principal.kind === "role") throw new Error("NotPrincipal is unknown to this evaluator where a role asks");
  return nearest === "other" ? "named" : "other";
}

function relationTo({ type, value }: { type: string; value: string }, principal: Principal): "named" | "account" | "other" {
  if (type === "AWS" && value === "*") return "named";
  switch (principal.kind) {
    case "role":
      if (type !== "AWS") return "other";
      if (value === principal.arn) return "named";
      return value === principal.account || value === `arn:aws:iam::${principal.account}:root` ? "account" : "other";
    case "service":
      return type === "Service" && value === principal.name ? "named" : "other";
    case "anonymous":
      return "other";
  }
}

function contextOf({ principal, resourceAccount, context = {} }: Request): Context {
  const known = {
    "aws:SecureTransport": "true",
    "aws:ResourceAccount": resourceAccount,
    "aws:PrincipalIsAWSService": String(principal.kind === "service"),
    ...(principal.kind === "role" && { "aws:PrincipalArn": principal.arn, "aws:PrincipalAccount": principal.account }),
    ...context,
  };
  return Object.fromEntries(Object.entries(known).map(([key, value]) => [key.toLowerCase(), value]));
}
