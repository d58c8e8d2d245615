// Whether callers have to say who they are, and what proves that they may: from the function's environment.
import { environment } from "../environment.ts";

/** `none`: everybody may do everything. Otherwise tokens have scopes of this resource server. */
export type Auth = "none" | { resourceServer: string };

/**
 * Reads AUTH (`none` or `cognito`) and, with the latter, AUTH_RESOURCE_SERVER. Throws an error where one of them is missing, and where AUTH is anything
 * else: a function that does not know whom to trust does not start.
 */
export function auth(): Auth {
  const { AUTH } = environment("AUTH");
  if (AUTH === "none") return "none";
  if (AUTH === "cognito") return { resourceServer: environment("AUTH_RESOURCE_SERVER").AUTH_RESOURCE_SERVER };
  throw new Error(`AUTH is "${AUTH}", and can be none or cognito. Look at what deployed the function.`);
}
