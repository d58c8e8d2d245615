// generated/openapi.json: it describes every route of pipeline.json and nothing else, and its examples are true.
import { describe, expect, test } from "@jest/globals";
import { Type } from "@sinclair/typebox";
import { gatewayAnswer } from "../../local/http-api/gateway-answer.ts";
import { gatewayAnswers } from "../../schemas/api/gateway-answers.ts";
import { problemKinds } from "../../schemas/api/problem-kinds.ts";
import { type Contract, catalogue, publishedContracts } from "../../schemas/catalogue.ts";
import { componentSchemas } from "../../scripts/generate/components.ts";
import { examplesOf } from "../../scripts/generate/examples.ts";
import { jsonSchema } from "../../scripts/generate/json-schema.ts";
import { openApi } from "../../scripts/generate/openapi.ts";
import { rootType } from "../../scripts/generate/types.ts";
import { pipeline } from "../end-to-end/test-stack.ts";
import { described, token } from "./described.ts";

const api = described("openapi.json");

describe("the document", () => {
  test("it describes every route of pipeline.json, and nothing else", () => {
    const found = Object.keys(api.objectAt("#/paths")).flatMap((path) =>
      Object.keys(api.objectAt(`#/paths/${token(path)}`)).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(found.sort()).toEqual(pipeline.api.routes.map(({ method, path }) => `${method} ${path}`).sort());
  });

  test("every reference leads somewhere", () => {
    expect(api.references.length).toBeGreaterThan(50);
    for (const [, target] of api.references) expect(api.at(target)).toBeDefined();
  });

  test("no schema bears an $id, $defs or anything beside a $ref", () => {
    for (const place of [...api.placesWith("$id"), ...api.placesWith("$defs")]) expect(place).toBe("none");
    expect(JSON.stringify(api.document)).not.toMatch(/"\$ref":"[^"]+",|,"\$ref"/);
  });

  test("every kind of problem has its example, and an answer that shows it", () => {
    const shown = new Set(api.references.map(([, target]) => target.split("#/components/examples/")[1]));
    for (const code of Object.keys(problemKinds)) expect(shown).toContain(code);
  });

  test("each answer of API Gateway's own is the one that the local gateway gives", () => {
    for (const status of [401, 403, 413, 429, 500, 503] as const) {
      const { headers, body } = gatewayAnswer(status);
      expect(headers["content-type"]).toBe("application/json");
      expect(JSON.parse(body.toString())).toEqual({ message: gatewayAnswers[status].message });
    }
  });
});

describe("who may use it", () => {
  const anyOf = (...scopes: string[]) => scopes.map((scope) => ({ token: [scope] }));
  const securities: Record<string, unknown> = {
    submit: [{}, ...anyOf("submit")],
    read: [{}, ...anyOf("read", "read-all")],
  };

  test.each(pipeline.api.routes)("$method $path: $scope", ({ method, path, scope }) => {
    const operation = api.objectAt(`#/paths/${token(path)}/${method.toLowerCase()}`);
    expect(operation.security).toEqual(scope && securities[scope]);
    const refusals = Object.keys(Object(operation.responses)).filter((status) => ["401", "403"].includes(status));
    expect(refusals).toEqual(scope === undefined ? [] : ["401", "403"]);
  });

  test("what no operation says otherwise is open to all", () => {
    expect(api.objectAt("#").security).toEqual([]);
  });

  test("a scope that there is not is an error", () => {
    const { api: served } = pipeline;
    const routes = served.routes.map((route) => (route.path === "/health" ? { ...route, scope: "admin" } : route));
    expect(() => openApi({ ...served, routes })).toThrow('pipeline.json has a route with the scope "admin"');
  });
});

describe("what goes wrong is told", () => {
  const { api: served } = pipeline;

  test("a route without an operation", () => {
    const routes = [...served.routes, { method: "GET", path: "/scores" }];
    expect(() => openApi({ ...served, routes })).toThrow(
      'pipeline.json has the route "GET /scores", and schemas/api/operations.ts does not say what it does',
    );
  });

  test("an operation without a route", () => {
    expect(() => openApi({ ...served, routes: [] })).toThrow('describes "POST /submissions", which is no route of pipeline.json');
  });

  test("two different schemas of one name", () => {
    const [one, other] = [Type.Number(), Type.String()].map((a) => {
      const inner = Type.Object({ a }, { title: "Inner" });
      const schema = Type.Object({ inner }, { title: `Outer ${a.type}` });
      return jsonSchema(`outer-${a.type}`, { version: "1.0.0", kind: "event", schema, sentBy: ["one"], readBy: ["other"] });
    });
    expect(() => componentSchemas([one ?? {}, other ?? {}])).toThrow(
      'Two different schemas are called "Inner", one in https://schemas.scoreline.dev/outer-number/1.0.0.schema.json and one in https://schemas.scoreline.dev/outer-string/',
    );
  });
});

test("all contracts fit into one document, those that are closed beside those that are open", () => {
  const schemas = componentSchemas(publishedContracts.map(([name, contract]) => jsonSchema(name, contract)));
  expect(schemas.SubmissionRequestGradeBand).toEqual({ ...schemas.GradeBand, additionalProperties: false });
});

describe("every example keeps the schema that it stands beside", () => {
  const examples = api.placesWith("schema").flatMap((place): [string, string, unknown][] => {
    const { example, examples = {} } = api.objectAt(place);
    const many = Object.keys(Object(examples)).map((name): [string, string, unknown] => [
      place,
      name,
      api.at(`${place}/examples/${token(name)}/value`),
    ]);
    return example === undefined ? many : [[place, "example", example], ...many];
  });

  test.each(examples)("%s: %s", (place, _name, value) => {
    expect(api.violations(`${place}/schema`, value)).toEqual([]);
  });
});

describe.each(["submission-request", "submission-accepted", "problem"] as const)("%s, as the document has it", (name) => {
  const contract: Contract = catalogue[name];
  const component = `#/components/schemas/${rootType(jsonSchema(name, contract))}`;
  const { valid, invalid } = examplesOf(name);

  test.each(valid)("takes: $because", ({ value }) => {
    expect(api.violations(component, value)).toEqual([]);
  });

  test.each(invalid)("refuses: $because", ({ value, at }) => {
    expect(api.violations(component, value)).toContain(at);
  });
});
