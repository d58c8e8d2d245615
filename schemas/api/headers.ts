// The headers of the API's answers, by name, and which of them every answer has. Content-Type follows from the content.
import { type TSchema, Type } from "@sinclair/typebox";
import { OneOf } from "../lib/values.ts";

interface Header {
  description: string;
  schema: TSchema;
  example?: string | number;
}

export const headers = {
  "Cache-Control": {
    description: "No answer may be kept but released contracts: a version for ever, the latest of a major for minutes.",
    schema: OneOf(["no-store", "public, max-age=31536000, immutable", "public, max-age=300"], "Cache-Control", "How long it may be kept."),
    example: "no-store",
  },
  "X-Content-Type-Options": { description: "The content type is meant.", schema: Type.Literal("nosniff") },
  "Apigw-Requestid": {
    description: "Id of the request at API Gateway.",
    schema: Type.String({ minLength: 1 }),
    example: "JKJaXmPLvHcESHA=",
  },
  Location: {
    description: "Path of what was made, the same as `links.self` in the body; with 303 the address of what was asked for.",
    schema: Type.String({ format: "uri-reference" }),
    example: "/submissions/0b0c7a2e-7d3b-4b8e-9b59-0a5f6f0f6a11",
  },
  "Retry-After": { description: "When to ask again, in seconds.", schema: Type.Integer({ minimum: 0 }), example: 1 },
  ETag: {
    description: "Names this very content.",
    schema: Type.String({ minLength: 1 }),
    example: '"7f2b3c8d9e0a1b2c3d4e5f60718293a4"',
  },
  Vary: { description: "The request headers that the content follows from.", schema: Type.String(), example: "Accept" },
  Allow: { description: "The methods that the path takes.", schema: Type.String({ pattern: "^[A-Z]+(, [A-Z]+)*$" }), example: "POST" },
  "WWW-Authenticate": {
    description: "That a token is needed, and what is wrong with the one that came (RFC 6750).",
    schema: Type.String({ pattern: "^Bearer( .*)?$" }),
    example: 'Bearer scope="" error="invalid_token" error_description="the token has expired"',
  },
  Accept: { description: "The content types that the route takes.", schema: Type.String(), example: "application/json" },
} as const satisfies Record<string, Header>;

export type HeaderName = keyof typeof headers;

/** On every answer of a function, problems too. */
export const functionHeaders = ["Cache-Control", "X-Content-Type-Options"] as const satisfies HeaderName[];
/** On every answer, whoever gives it. */
export const gatewayHeaders = ["Apigw-Requestid"] as const satisfies HeaderName[];
