import { expect, test } from "@jest/globals";
import { routeTable } from "./route-table.ts";

const routes = [
  "ANY /{proxy+}",
  "GET /files/{proxy+}",
  "GET /files/{name}",
  "ANY /files/index.json",
  "GET /files/index.json",
  "POST /files/special",
  "GET /submissions/{id}/statistics",
  "GET /submissions/{id}",
  "POST /submissions",
].map((key) => {
  const [method = "", path = ""] = key.split(" ");
  return { method, path, functionName: key };
});

test.each([
  ["GET", "/files/index.json", "GET /files/index.json", {}],
  ["PUT", "/files/index.json", "ANY /files/index.json", {}],
  ["GET", "/files/other.json", "GET /files/{name}", { name: "other.json" }],
  ["GET", "/files/special", "GET /files/{name}", { name: "special" }],
  ["GET", "/files/a/b/c", "GET /files/{proxy+}", { proxy: "a/b/c" }],
  ["GET", "/files/a%20b/%C3%A9", "GET /files/{proxy+}", { proxy: "a b/é" }],
  ["DELETE", "/files/a/b/c", "ANY /{proxy+}", { proxy: "files/a/b/c" }],
  ["GET", "/submissions/1", "GET /submissions/{id}", { id: "1" }],
  ["GET", "/submissions/a%2Fb", "GET /submissions/{id}", { id: "a/b" }],
  ["GET", "/submissions/1/statistics", "GET /submissions/{id}/statistics", { id: "1" }],
  ["GET", "/submissions/1/other", "ANY /{proxy+}", { proxy: "submissions/1/other" }],
  ["POST", "/submissions", "POST /submissions", {}],
  ["POST", "/submissions/", "ANY /{proxy+}", { proxy: "submissions/" }],
  ["GET", "/", "$default", {}],
])("%s %s goes to %s", (method, path, routeKey, pathParameters) => {
  expect(routeTable(routes, "$default")(method, path)).toEqual({ routeKey, functionName: routeKey, pathParameters });
  expect(routeTable([...routes].reverse(), "$default")(method, path)).toMatchObject({ routeKey });
});

test.each([
  ["GET", "/submissions"],
  ["POST", "/submissions/1"],
  ["GET", "/submissions/"],
  ["GET", "/submissions//statistics"],
  ["GET", "/Submissions/1"],
  ["GET", "/"],
])("%s %s has no route when there is no default", (method, path) => {
  const table = routeTable(routes.filter(({ path }) => path.startsWith("/submissions")));
  expect(table(method, path)).toBeUndefined();
});

test("a greedy parameter in the middle of a path is refused", () => {
  expect(() => routeTable([{ method: "GET", path: "/{proxy+}/end", functionName: "any" }])).toThrow("/{proxy+}/end");
});
