// API Gateway's JWT authoriser: whether a token is valid for a route, and what the function is told of it.
import type { APIGatewayEventRequestContextJWTAuthorizer } from "aws-lambda";
import { createRemoteJWKSet, decodeProtectedHeader, errors, type JWTPayload, jwtVerify } from "jose";
import { gatewayAnswer } from "./gateway-answer.ts";
import type { HttpResponse } from "./integration-response.ts";

export interface JwtAuthorizerOptions {
  /** As the claim `iss` has it, to the letter. Its keys are found by its OpenID configuration. */
  issuer: string;
  /** Whose tokens are taken: `aud` is one of them, or `client_id` where a token has no `aud`. */
  audience: readonly string[];
}

/** What the event says of the token, or the answer that the gateway gives instead of asking the function. */
export type Authorization = { authorizer: APIGatewayEventRequestContextJWTAuthorizer } | { refusal: HttpResponse };

export type JwtAuthorizer = (authorization: string | undefined, scopes: readonly string[]) => Promise<Authorization>;

type Keys = ReturnType<typeof createRemoteJWKSet>;

/** The service takes RSA alone. */
const algorithms = ["RS256", "RS384", "RS512"];

/**
 * Checks as the service does (AWS: "Control access to HTTP APIs with JWT authorizers"): the header Authorization has the token, bare or behind `Bearer`; it
 * is signed by the key of the issuer that its `kid` names; `iss`, `aud` or else `client_id`, `exp`, `nbf` and `iat` hold; and it has any one of the route's
 * scopes, in `scope` or `scp`. 401 says in WWW-Authenticate what is wrong with a token, as AWS shows it ("Troubleshooting issues with HTTP API JWT
 * authorizers"); 403 is a token without the scope. Different here: the issuer may be plain HTTP.
 */
export function jwtAuthorizer({ issuer, audience }: JwtAuthorizerOptions): JwtAuthorizer {
  let keys: Promise<Keys> | undefined;
  const issuersKeys = () => {
    // A failure is not kept: the issuer may answer the next time.
    keys ??= keysOf(issuer).catch((error: unknown) => {
      keys = undefined;
      throw error;
    });
    return keys;
  };
  return async (authorization = "", scopes) => {
    const [, token] = /^(?:Bearer +)?([^ ]+)$/i.exec(authorization.trim()) ?? [];
    if (token === undefined) return { refusal: unauthorized("Bearer") };
    let claims: JWTPayload;
    try {
      claims = await verified(token, { issuer, audience }, issuersKeys);
    } catch (error) {
      const description = error instanceof Error ? error.message.replaceAll(/["\\]|[^ -~]/g, "'") : "the token cannot be read";
      return { refusal: unauthorized(`Bearer scope="" error="invalid_token" error_description="${description}"`) };
    }
    const granted = scopesOf(claims);
    const fitting = scopes.filter((scope) => granted.includes(scope));
    if (fitting.length === 0) return { refusal: gatewayAnswer(403) };
    const texts = Object.entries(claims).map(([name, value]) => [name, textOf(value)] as const);
    return { authorizer: { jwt: { claims: Object.fromEntries(texts), scopes: fitting } } };
  };
}

async function keysOf(issuer: string): Promise<Keys> {
  const response = await fetch(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`);
  if (!response.ok) throw new Error(`the issuer's configuration cannot be read: ${response.status}`);
  const { jwks_uri: address } = Object(await response.json());
  return createRemoteJWKSet(new URL(String(address)));
}

/** Throws an error that says what is wrong with the token. */
async function verified(token: string, { issuer, audience }: JwtAuthorizerOptions, issuersKeys: () => Promise<Keys>): Promise<JWTPayload> {
  if (decodeProtectedHeader(token).kid === undefined) throw new errors.JWTInvalid("the token names no key");
  const { payload } = await jwtVerify(token, await issuersKeys(), { issuer, algorithms, requiredClaims: ["exp"] });
  const { aud = payload.client_id, iat } = payload;
  if (![aud].flat().some((one) => typeof one === "string" && audience.includes(one)))
    throw new errors.JWTInvalid("the token does not have a valid audience");
  if (iat !== undefined && iat > Math.ceil(Date.now() / 1000)) throw new errors.JWTInvalid("the token was issued in the future");
  return payload;
}

function scopesOf({ scope, scp }: JWTPayload): string[] {
  const said = scope ?? scp;
  return Array.isArray(said) ? said.map(String) : String(said ?? "").split(" ");
}

/** A claim as the event has it: always a text; a list as in `[one two]`. */
function textOf(claim: unknown): string {
  if (Array.isArray(claim)) return `[${claim.map(textOf).join(" ")}]`;
  return typeof claim === "object" ? JSON.stringify(claim) : String(claim);
}

function unauthorized(challenge: string): HttpResponse {
  const { headers, ...answer } = gatewayAnswer(401);
  return { ...answer, headers: { ...headers, "www-authenticate": challenge } };
}
