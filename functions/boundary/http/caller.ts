// Who calls, and whose submissions are whose.
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { Problem } from "../problem.ts";
import type { Auth } from "./auth.ts";
import { readAll, scopeName, scopesFor } from "./scopes.ts";

/** The user or the program that is signed in. */
export interface SignedIn {
  /** The token's `sub`; its `client_id` where it has none. */
  owner: string;
  /** Whether they may read what others have submitted. */
  readsAll: boolean;
}

/** `anybody` where nobody is asked who they are; `unknown` on a route that is open to all where others ask. */
export type Caller = SignedIn | "anybody" | "unknown";

/** What API Gateway's JWT authoriser found in the token; all of them are strings. It stands there only where the route has one. */
type Claims = Record<string, unknown>;

/**
 * The caller of a route that asks for `scope`, or that is open to all where it asks for none. API Gateway has checked the token and the scope before. A
 * request that bears no claims, or not the scope, came by a route that was deployed without its authoriser: it throws a Problem (`unauthenticated`,
 * `forbidden`) and is not answered.
 */
export function callerOf(
  { requestContext }: Pick<APIGatewayProxyEventV2, "requestContext">,
  scope: string | undefined,
  auth: Auth,
): Caller {
  if (auth === "none") return "anybody";
  if (scope === undefined) return "unknown";
  const { sub, client_id: clientId, scope: scopes } = claimsOf(requestContext);
  const owner = textOf(sub) ?? textOf(clientId);
  if (owner === undefined) throw unauthenticated();
  const granted = new Set((textOf(scopes) ?? "").split(" "));
  const has = (one: string) => granted.has(scopeName(auth.resourceServer, one));
  if (!scopesFor(scope).some(has)) throw forbidden(scopesFor(scope).map((one) => scopeName(auth.resourceServer, one)));
  return { owner, readsAll: has(readAll) };
}

/** What is kept with what they submit; undefined where it is nobody's. */
export function ownerOf(caller: Caller): string | undefined {
  return typeof caller === "object" ? caller.owner : undefined;
}

/** Whose list is asked for. Throws a Problem (`unauthenticated`) where nobody has said so. */
export function requireOwner(caller: Caller): string {
  const owner = ownerOf(caller);
  if (owner === undefined) throw unauthenticated();
  return owner;
}

/** Whether it is theirs: what is nobody's is nobody's but where nobody is asked. */
export function isOwner(caller: Caller, { owner }: { owner?: string | undefined }): boolean {
  return caller === "anybody" || (owner !== undefined && ownerOf(caller) === owner);
}

/** Whether they may read everything, and nobody has to look whose it is. */
export function mayReadAll(caller: Caller): boolean {
  return caller === "anybody" || (typeof caller === "object" && caller.readsAll);
}

/** Whether they may read it. */
export function mayRead(caller: Caller, owned: { owner?: string | undefined }): boolean {
  return mayReadAll(caller) || isOwner(caller, owned);
}

function claimsOf(requestContext: object): Claims {
  const { authorizer } = requestContext as { authorizer?: { jwt?: { claims?: Claims } } }; // each of them may be missing
  return authorizer?.jwt?.claims ?? {};
}

function textOf(claim: unknown): string | undefined {
  return typeof claim === "string" && claim !== "" ? claim : undefined;
}

function unauthenticated(): Problem {
  return new Problem(
    "unauthenticated",
    'Nobody has said who sends this. Send a token in the header "Authorization: Bearer …". If you did, the API was deployed without its authoriser: ' +
      "tell its operator.",
    { headers: { "www-authenticate": "Bearer" } },
  );
}

function forbidden(scopes: string[]): Problem {
  return new Problem("forbidden", `The token does not permit this. It takes one with the scope ${scopes.join(" or ")}.`);
}
