import { afterEach, expect, test } from "@jest/globals";
import { auth } from "./auth.ts";

afterEach(() => {
  delete process.env.AUTH;
  delete process.env.AUTH_RESOURCE_SERVER;
});

const authOf = (environment: Record<string, string>) => {
  Object.assign(process.env, environment);
  return auth();
};

test("none asks nobody", () => {
  expect(authOf({ AUTH: "none" })).toBe("none");
});

test("cognito asks for scopes of the resource server", () => {
  expect(authOf({ AUTH: "cognito", AUTH_RESOURCE_SERVER: "scoreline" })).toEqual({ resourceServer: "scoreline" });
});

test.each([
  [{}, /^AUTH is not set\./],
  [{ AUTH: "" }, /^AUTH is not set\./],
  [{ AUTH: "None" }, /^AUTH is "None", and can be none or cognito\./],
  [{ AUTH: "cognito" }, /^AUTH_RESOURCE_SERVER is not set\./],
])("%j is an error: a function that does not know whom to trust does not start", (environment, message) => {
  expect(() => authOf(environment)).toThrow(message);
});
