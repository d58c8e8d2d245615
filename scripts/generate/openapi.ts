// The HTTP API as OpenAPI 3.1: every route of pipeline.json, with what schemas/api says of it.
import { scopesFor } from "../../functions/boundary/http/scopes.ts";
import { GatewayAnswer } from "../../schemas/api/gateway-answers.ts";
import { headers } from "../../schemas/api/headers.ts";
import { type Operation, operations, type Parameter, tags } from "../../schemas/api/operations.ts";
import { type ProblemCode, problemAnswers, type Served } from "../../schemas/api/problem-answers.ts";
import { scopes, token } from "../../schemas/api/security.ts";
import { type Contract, catalogue } from "../../schemas/catalogue.ts";
import { about } from "./about.ts";
import { componentRef, componentSchemas, plainSchema } from "./components.ts";
import { type JsonSchema, jsonSchema } from "./json-schema.ts";
import { answersOf, type ContractName, contentsOf, fallbackAnswers, problemExample } from "./openapi-answers.ts";
import { introduction } from "./openapi-introduction.ts";

type Json = Record<string, unknown>;

/** Every contract that an operation speaks of is in the catalogue: the compiler says so here. */
const described: Record<string, Operation<ContractName>> = operations;

/**
 * The OpenAPI document. Throws where a route has no operation, an operation no route, and where two different schemas would have one name.
 */
export function openApi(api: Served, byRoute: Record<string, Operation<ContractName>> = described): Json {
  const routes = describedRoutes(api, byRoute);
  const paths: Record<string, Json> = {};
  for (const { method, path, scope, operation } of routes) {
    const { operationId, tag, summary, description, parameters, request } = operation;
    paths[path] = {
      ...paths[path],
      [method.toLowerCase()]: {
        operationId,
        tags: [tag],
        summary,
        description,
        ...(parameters && { parameters: Object.entries(parameters).map(parameterOf) }),
        ...(request && {
          requestBody: { description: request.description, required: true, content: contentsOf(request.contents) },
        }),
        ...(scope !== undefined && { security: securityOf(scope) }),
        responses: answersOf(operation, scope !== undefined),
      },
    };
  }
  return {
    openapi: "3.1.1",
    info: {
      title: "Scoreline: HTTP API",
      summary: "Lines of quiz scores in, statistics out.",
      description: introduction(),
      version: about.version,
      license: about.license,
    },
    servers: [
      {
        url: "{baseUrl}",
        description: "Wherever it is deployed; by itself, a laptop on which it was started.",
        variables: {
          baseUrl: { default: "http://127.0.0.1:3000", description: "What comes before the path, without a slash at the end." },
        },
      },
    ],
    // What no operation says otherwise is open to all.
    security: [],
    tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
    paths,
    // No operation answers these, so they have no place in `paths`.
    "x-fallback": {
      description: "What no operation of this document matches: another path, or another method.",
      responses: { 404: componentRef("responses", "NotFound"), 405: componentRef("responses", "MethodNotAllowed") },
    },
    components: {
      securitySchemes: { [token.name]: token.scheme },
      headers: Object.fromEntries(
        Object.entries(headers).map(([name, { schema, ...header }]) => [name, { ...header, schema: plainSchema(schema) }]),
      ),
      examples: Object.fromEntries(problemCodes().map((code) => [code, problemExample(code, api)])),
      responses: fallbackAnswers(),
      schemas: componentSchemas([...contractsOf(routes), plainSchema(GatewayAnswer)]),
    },
  };
}

function describedRoutes({ routes }: Served, byRoute: Record<string, Operation<ContractName>>) {
  const served = new Set(routes.map(({ method, path }) => `${method} ${path}`));
  const idle = Object.keys(byRoute).find((route) => !served.has(route));
  if (idle !== undefined)
    throw new Error(
      `schemas/api/operations.ts describes "${idle}", which is no route of pipeline.json: add the route there, or take the operation away.`,
    );
  return routes.map(({ method, path, scope }) => {
    const operation = byRoute[`${method} ${path}`];
    if (operation === undefined)
      throw new Error(
        `pipeline.json has the route "${method} ${path}", and schemas/api/operations.ts does not say what it does: add its operation.`,
      );
    return { method, path, scope, operation };
  });
}

/** The documents of all contracts that the operations speak of; that of the problems is always among them. */
function contractsOf(routes: { operation: Operation<ContractName> }[]): JsonSchema[] {
  const spoken = routes.flatMap(({ operation: { request, answers } }) =>
    [request, ...Object.values(answers)].flatMap((body) =>
      Object.values(body?.contents ?? {}).flatMap((content) => ("contract" in content ? [content.contract] : [])),
    ),
  );
  const all: Record<ContractName, Contract> = catalogue;
  return [...new Set<ContractName>([...spoken, "problem"])].map((name) => jsonSchema(name, all[name]));
}

/** No token, for where nobody is asked; or one with any of the scopes. Throws where there is no such scope. */
function securityOf(scope: string): Json[] {
  const names = scopesFor(scope);
  const unknown = names.length === 0 ? scope : names.find((name) => !Object.hasOwn(scopes, name));
  if (unknown !== undefined)
    throw new Error(`pipeline.json has a route with the scope "${unknown}", and schemas/api/security.ts has no such scope.`);
  return [{}, ...names.map((name) => ({ [token.name]: [name] }))];
}

function parameterOf([name, { in: place, required = place === "path", schema, ...rest }]: [string, Parameter]): Json {
  return { name, in: place, required, ...rest, schema: plainSchema(schema) };
}

function problemCodes(): ProblemCode[] {
  return Object.keys(problemAnswers) as ProblemCode[]; // a Record by ProblemCode
}
