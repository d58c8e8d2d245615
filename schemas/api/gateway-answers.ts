// What API Gateway answers by itself, before or instead of a function: its own shape, which is no contract of ours.
import { Type } from "@sinclair/typebox";
import type { HeaderName } from "./headers.ts";

export const GatewayAnswer = Type.Object(
  { message: Type.String({ title: "Message", description: "The status in words." }) },
  { title: "Gateway answer", description: "An answer of API Gateway's own. Only its status is to be relied on." },
);

interface GatewayStatus {
  message: string;
  when: string;
  /** Given only where a body is taken. */
  withBody?: boolean;
  /** Given only where a token is asked for. */
  withScope?: boolean;
  headers?: readonly HeaderName[];
}

export const gatewayAnswers = {
  401: {
    message: "Unauthorized",
    when: "There is no token, or none that is valid here and now.",
    withScope: true,
    headers: ["WWW-Authenticate"],
  },
  403: { message: "Forbidden", when: "The token has not the scope that the operation takes.", withScope: true },
  413: { message: "Request Entity Too Large", when: "The body is larger than API Gateway or Lambda takes.", withBody: true },
  429: { message: "Too Many Requests", when: "More requests came than the API lets through. Wait and repeat." },
  500: { message: "Internal Server Error", when: "The function failed before it could answer." },
  503: { message: "Service Unavailable", when: "The function took too long, or none was free. Wait and repeat." },
} as const satisfies Record<number, GatewayStatus>;
