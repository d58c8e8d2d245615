// Who calls the API in tests of what they may do: a stack that asks for tokens, and tokens of every kind.
import { startTestIssuer } from "../../local/http-api/test-issuer.ts";
import { startTestStack, type TestStack } from "./test-stack.ts";

/** Those whose token does not hold, then those whose token does. */
export const callers = [
  "no token",
  "garbage",
  "expired",
  "wrong audience",
  "wrong issuer",
  "scope missing",
  "stranger",
  "owner",
  "machine client",
  "read-all",
] as const;

export type CallerName = (typeof callers)[number];
export type Scope = "submit" | "read";

export interface GuardedStack extends TestStack {
  /** The header with a caller's token for a route that asks for this scope; none where they have none. */
  headersOf(caller: CallerName, scope?: Scope): Promise<Record<string, string>>;
  /** Asks as a caller who has all scopes that they can have; follows no redirect. A body is sent as JSON. */
  ask(caller: CallerName, route: string, body?: object, headers?: Record<string, string>): Promise<Response>;
  /** Submits as a caller, waits for the statistics, and gives the id. */
  submitAs(caller: CallerName, lines: string[], said?: object): Promise<string>;
}

const scopePrefix = "scoreline";
const audience = ["browser-client", "machine-client"];
const named = (...scopes: string[]) => scopes.map((scope) => `${scopePrefix}/${scope}`).join(" ");

/** Starts the stack, and beside it who issues the tokens. */
export async function startGuardedStack(): Promise<GuardedStack> {
  const issuer = await startTestIssuer();
  const stack = await startTestStack({ auth: { issuer: issuer.issuer, audience, scopePrefix } });
  const user = (sub: string, scope = named("submit", "read")) => ({ sub, client_id: "browser-client", scope });
  const longAgo = Math.floor(Date.now() / 1000) - 60;
  const tokens: Record<CallerName, (scope: Scope) => Promise<string | undefined> | string | undefined> = {
    "no token": () => undefined,
    garbage: () => "abc.def.ghi",
    expired: () => issuer.sign({ ...user("owner-1"), iat: longAgo - 60, exp: longAgo }),
    "wrong audience": () => issuer.sign({ ...user("owner-1"), client_id: "another-client" }),
    "wrong issuer": () => issuer.sign({ ...user("owner-1"), iss: "https://issuer.example" }),
    "scope missing": (scope) => issuer.sign(user("owner-1", scope === "read" ? named("submit") : named("read", "read-all"))),
    stranger: () => issuer.sign(user("stranger-1")),
    owner: () => issuer.sign(user("owner-1")),
    // As Cognito gives them out for client credentials, but for `sub`, which other issuers leave out.
    "machine client": () => issuer.sign({ client_id: "machine-client", token_use: "access", scope: named("submit", "read") }),
    "read-all": () => issuer.sign(user("auditor-1", named("submit", "read-all"))),
  };
  const headersOf: GuardedStack["headersOf"] = async (caller, scope = "read") => {
    const token = await tokens[caller](scope);
    return token === undefined ? {} : { authorization: `Bearer ${token}` };
  };
  const ask: GuardedStack["ask"] = async (caller, route, body, headers = {}) => {
    const [method = "", path = ""] = route.split(" ");
    const own = await headersOf(caller);
    return fetch(`${stack.api.url}${path}`, {
      method,
      redirect: "manual",
      headers: { ...own, ...(body && { "content-type": "application/json" }), ...headers },
      ...(body && { body: JSON.stringify(body) }),
    });
  };
  const submitAs: GuardedStack["submitAs"] = async (caller, data, said) => {
    const isStored = stack.emulator.requests.next(
      ({ operation, resource }) => operation === "PutObject" && resource.endsWith("/statistics.json"),
      25_000,
    );
    const response = await ask(caller, "POST /submissions", { data, ...said });
    if (response.status !== 202) throw new Error(`Not accepted: ${response.status} ${await response.text()}`);
    await isStored;
    return Object(await response.json()).id;
  };
  return {
    ...stack,
    headersOf,
    ask,
    submitAs,
    stop: async () => {
      await stack.stop();
      await issuer.stop();
    },
  };
}
