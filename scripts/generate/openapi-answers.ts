// The answers of an operation as OpenAPI has them: one a status, whoever gives it and for whatever reason.
import { gatewayAnswers } from "../../schemas/api/gateway-answers.ts";
import { functionHeaders, gatewayHeaders, type HeaderName } from "../../schemas/api/headers.ts";
import type { Content, Operation } from "../../schemas/api/operations.ts";
import { type ProblemCode, problemAnswers, type Served } from "../../schemas/api/problem-answers.ts";
import { problemKinds } from "../../schemas/api/problem-kinds.ts";
import { catalogue } from "../../schemas/catalogue.ts";
import { schemaHost } from "../../schemas/lib/envelope.ts";
import { componentRef, plainSchema } from "./components.ts";
import { examplesOf, namedExamples } from "./examples.ts";
import { jsonSchema } from "./json-schema.ts";
import { rootType } from "./types.ts";

export type ContractName = keyof typeof catalogue;

type Json = Record<string, unknown>;

/** One way in which a status comes about. */
interface Way {
  description: string;
  headers: readonly HeaderName[];
  content: Record<string, Json>;
}

/** What an operation answers in the function, besides its own, where it takes a token. */
const tokenProblems: ProblemCode[] = ["unauthenticated", "forbidden"];

/** The `responses` of an operation, by status, ascending; of one that takes a token where the API asks for one. */
export function answersOf(operation: Operation<ContractName>, takesToken: boolean): Record<string, Json> {
  const ways = new Map<number, Way[]>();
  const add = (status: number, way: Way) => ways.set(status, [...(ways.get(status) ?? []), way]);
  for (const [status, { description, headers = [], contents }] of Object.entries(operation.answers))
    add(Number(status), { description, headers: [...functionHeaders, ...headers], content: contentsOf(contents) });
  for (const code of [...operation.problems, ...(takesToken ? tokenProblems : [])]) add(problemKinds[code].status, problemWay(code));
  for (const [status, answer] of Object.entries(gatewayAnswers)) {
    const isGiven = (!("withBody" in answer) || operation.request) && (!("withScope" in answer) || takesToken);
    if (isGiven) add(Number(status), gatewayWay(answer));
  }
  return Object.fromEntries([...ways].map(([status, all]) => [status, response(all)]));
}

/** The answers to what no route matches: they belong to no operation, and stand by themselves in the document. */
export function fallbackAnswers(): Record<string, Json> {
  return { NotFound: response([problemWay("not-found")]), MethodNotAllowed: response([problemWay("method-not-allowed")]) };
}

/** Bodies by media type, each with its contract's valid examples. */
export function contentsOf(contents: Readonly<Record<string, Content<ContractName>>>): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(contents).map(([mediaType, content]) => [
      mediaType,
      "contract" in content
        ? { schema: contractRef(content.contract), examples: namedExamples(examplesOf(content.contract).valid) }
        : { schema: plainSchema(content.schema), examples: { example: { summary: "An example.", value: content.example } } },
    ]),
  );
}

/** A problem of this kind as the API answers it, by way of example. */
export function problemExample(code: ProblemCode, api: Served): { summary: string; value: Json } {
  const { status, title } = problemKinds[code];
  const { detail, errors } = problemAnswers[code].example(api);
  return {
    summary: title,
    value: {
      type: `${schemaHost}/problems/${code}`,
      title,
      status,
      code,
      detail,
      instance: "5f0c6a52-3f0e-4f0c-9d53-1f1c6a52aa10",
      ...(errors && { errors, errorCount: errors.length, truncated: false }),
    },
  };
}

function problemWay(code: ProblemCode): Way {
  const { title, when } = problemKinds[code];
  return {
    description: `${title} (\`${code}\`). ${when}`,
    headers: [...functionHeaders, ...(problemAnswers[code].headers ?? [])],
    content: { "application/problem+json": { schema: contractRef("problem"), examples: { [code]: componentRef("examples", code) } } },
  };
}

function gatewayWay({ message, when, headers = [] }: { message: string; when: string; headers?: readonly HeaderName[] }): Way {
  return {
    description: `API Gateway's own answer. ${when}`,
    headers,
    content: {
      "application/json": {
        schema: componentRef("schemas", "GatewayAnswer"),
        examples: { gateway: { summary: message, value: { message } } },
      },
    },
  };
}

/** All ways to one status as one answer: their headers and their bodies together. */
function response(ways: Way[]): Json {
  const names = [...new Set(ways.flatMap(({ headers }) => headers)), ...gatewayHeaders];
  const content: Record<string, Json> = {};
  for (const way of ways)
    for (const [mediaType, { schema, examples }] of Object.entries(way.content))
      content[mediaType] = { schema, examples: { ...Object(content[mediaType]?.examples), ...Object(examples) } };
  return {
    description: ways.map(({ description }) => description).join("\n\n"),
    headers: Object.fromEntries(names.map((name) => [name, componentRef("headers", name)])),
    content,
  };
}

function contractRef(contract: ContractName) {
  return componentRef("schemas", rootType(jsonSchema(contract, catalogue[contract])));
}
