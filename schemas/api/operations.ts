// What each route of pipeline.json does, takes and answers: an entry a route, by method and path. OpenAPI is written from it.
import { type TSchema, Type } from "@sinclair/typebox";
import type { HeaderName } from "./headers.ts";
import type { ProblemCode } from "./problem-answers.ts";

/** What there is in the API: operations are grouped by these. */
export const tags = {
  Submissions: "Score lines that somebody sends in, to be turned into statistics.",
} as const satisfies Record<string, string>;

export interface Parameter {
  in: "path" | "query" | "header";
  description: string;
  /** A parameter in the path is always required. */
  required?: boolean;
  schema: TSchema;
  example: string | number | boolean;
}

/** A body: the contract that it keeps, by its name in the catalogue. Its examples are that contract's. */
export interface Content<ContractName extends string> {
  contract: ContractName;
}

export interface Answer<ContractName extends string> {
  description: string;
  /** Its own headers, beside those that every answer has. */
  headers?: readonly HeaderName[];
  /** Its body, by media type. */
  contents: Readonly<Record<string, Content<ContractName>>>;
}

export interface Operation<ContractName extends string = string> {
  operationId: string;
  tag: keyof typeof tags;
  summary: string;
  /** CommonMark. */
  description: string;
  /** By name. */
  parameters?: Readonly<Record<string, Parameter>>;
  /** What it takes, by media type; left out where it takes no body. */
  request?: { description: string; contents: Readonly<Record<string, Content<ContractName>>> };
  /** What it answers where all goes well, by status. */
  answers: Readonly<Record<number, Answer<ContractName>>>;
  /** What it answers otherwise. */
  problems: readonly ProblemCode[];
}

const traceparent = {
  in: "header",
  description:
    "The caller's trace (W3C Trace Context). All that the request sets off carries it on; one that is not well formed is ignored.",
  schema: Type.String(),
  example: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
} as const satisfies Parameter;

export const operations = {
  "POST /submissions": {
    operationId: "submit",
    tag: "Submissions",
    summary: "Submit score lines",
    description:
      "Takes score lines, one quiz each, reads every cell and stores them. The answer says that they are stored; their statistics are " +
      "computed afterwards and come by mail. Where a cell cannot be read nothing is stored, and the answer names every such cell.\n\n" +
      "A request that is sent again is a submission of its own.",
    parameters: { traceparent },
    request: {
      description: "The score lines, and what is known of them.",
      contents: { "application/json": { contract: "submission-request" } },
    },
    answers: {
      202: {
        description: "The score lines are stored and will be worked on.",
        headers: ["Location", "Retry-After"],
        contents: { "application/json": { contract: "submission-accepted" } },
      },
    },
    problems: [
      "malformed-json",
      "body-too-large",
      "unsupported-media-type",
      "invalid-request",
      "invalid-scores",
      "internal-error",
      "temporarily-unavailable",
    ],
  },
} as const satisfies Record<string, Operation>;
