// What API Gateway answers by itself, before or instead of a function: its own shape, which is no contract of ours.
import { Type } from "@sinclair/typebox";

export const GatewayAnswer = Type.Object(
  { message: Type.String({ title: "Message", description: "The status in words." }) },
  { title: "Gateway answer", description: "An answer of API Gateway's own. Only its status is to be relied on." },
);

interface GatewayStatus {
  message: string;
  when: string;
  /** Given only where a body is taken. */
  withBody?: boolean;
}

export const gatewayAnswers = {
  413: { message: "Request Entity Too Large", when: "The body is larger than API Gateway or Lambda takes.", withBody: true },
  429: { message: "Too Many Requests", when: "More requests came than the API lets through. Wait and repeat." },
  500: { message: "Internal Server Error", when: "The function failed before it could answer." },
  503: { message: "Service Unavailable", when: "The function took too long, or none was free. Wait and repeat." },
} as const satisfies Record<number, GatewayStatus>;
