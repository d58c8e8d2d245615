import { describe, expect, test } from "@jest/globals";
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { type Caller, callerOf, isOwner, mayRead, mayReadAll, ownerOf, requireOwner } from "./caller.ts";

const auth = { resourceServer: "scoreline" };

/** The event of a request whose token has these claims; without an authoriser where there are none. */
const eventOf = (claims?: Record<string, unknown>) =>
  ({ requestContext: claims ? { authorizer: { jwt: { claims, scopes: null } } } : {} }) as unknown as APIGatewayProxyEventV2;
const callerWith = (claims: Record<string, unknown> | undefined, scope: string | undefined = "read") =>
  callerOf(eventOf(claims), scope, auth);

describe("who calls", () => {
  test("the user, else the program", () => {
    expect(callerWith({ sub: "user-1", client_id: "program-1", scope: "scoreline/read" })).toEqual({ owner: "user-1", readsAll: false });
    expect(callerWith({ client_id: "program-1", scope: "scoreline/read" })).toEqual({ owner: "program-1", readsAll: false });
  });

  test("who has read-all may read everything, and with it alone may read", () => {
    expect(callerWith({ sub: "user-1", scope: "scoreline/read-all" })).toEqual({ owner: "user-1", readsAll: true });
    expect(callerWith({ sub: "user-1", scope: "openid scoreline/submit scoreline/read-all" }, "submit")).toEqual({
      owner: "user-1",
      readsAll: true,
    });
  });

  test("anybody, where nobody is asked, whatever the request says", () => {
    expect(callerOf(eventOf(), "read", "none")).toBe("anybody");
    expect(callerOf(eventOf({ sub: "user-1" }), "read", "none")).toBe("anybody");
  });

  test("nobody knows, on a route that is open to all", () => {
    expect(callerOf(eventOf({ sub: "user-1", scope: "scoreline/read" }), undefined, auth)).toBe("unknown");
  });

  test.each([
    ["no authoriser", undefined],
    ["no claims", {}],
    ["neither user nor program", { scope: "scoreline/read scoreline/read-all" }],
    ["an empty name", { sub: "", scope: "scoreline/read" }],
    ["a name that is no text", { sub: 1, scope: "scoreline/read" }],
  ])("%s: the request is refused, for nobody has checked it", (_what, claims) => {
    expect(() => callerWith(claims)).toThrow(expect.objectContaining({ code: "unauthenticated", status: 401 }));
  });

  test.each([
    ["no scope", undefined, "read"],
    ["another scope", "scoreline/submit", "read"],
    ["read-all, which submits nothing", "scoreline/read-all", "submit"],
    ["another server's scope", "other/read", "read"],
    ["a scope without its server", "read", "read"],
    ["a scope that begins like it", "scoreline/read-allx", "read"],
    ["a scope that there is not", "scoreline/admin", "admin"],
  ])("%s: the request is refused, whatever the gateway let through", (_what, scope, asked) => {
    expect(() => callerWith({ sub: "user-1", scope }, asked)).toThrow(expect.objectContaining({ code: "forbidden", status: 403 }));
  });
});

test("whose is what, and who may read it", () => {
  const owner: Caller = { owner: "user-1", readsAll: false };
  const reader: Caller = { owner: "user-2", readsAll: true };
  const [hers, nobodys] = [{ owner: "user-1" }, {}];
  const table = ([owner, reader, "anybody", "unknown"] satisfies Caller[]).map((caller) => [
    [isOwner(caller, hers), isOwner(caller, nobodys)],
    [mayRead(caller, hers), mayRead(caller, nobodys)],
    mayReadAll(caller),
    ownerOf(caller),
  ]);
  expect(table).toEqual([
    [[true, false], [true, false], false, "user-1"],
    [[false, false], [true, true], true, "user-2"],
    [[true, true], [true, true], true, undefined],
    [[false, false], [false, false], false, undefined],
  ]);
  expect(requireOwner(owner)).toBe("user-1");
  expect(() => requireOwner("unknown")).toThrow(expect.objectContaining({ status: 401 }));
});
