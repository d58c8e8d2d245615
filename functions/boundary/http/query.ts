// The query string: texts that become what the contract says they are.
import type middy from "@middy/core";
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import type { Validate } from "../../../generated/validators/validate.d.ts";
import { RequestContractError } from "./problems.ts";

/** Reads one parameter's text. What it cannot read it gives back as it is, and the contract refuses it. */
export type Reading = (text: string) => unknown;

export interface QueryContract<Query> {
  name: string;
  validate: Validate<Query>;
  /** How each parameter is read that is no text. */
  readings: { [Name in keyof Query]?: Reading };
}

/** A plain decimal number, as JSON writes it. */
export const asNumber: Reading = (text) => (/^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(text) ? Number(text) : text);

export const asBoolean: Reading = (text) => (text === "true" ? true : text === "false" ? false : text);

/** Texts with commas between them; API Gateway joins a parameter that is given several times in this way. */
export const asList: Reading = (text) => (text === "" ? [] : text.split(","));

/** Middleware: `event.query` is what the query string says. Throws a RequestContractError where that violates the contract. */
export function readQuery<Query>(
  contract: QueryContract<Query> | undefined,
): middy.MiddlewareObj<APIGatewayProxyEventV2 & { query?: unknown }> {
  return {
    before: ({ event }) => {
      const { queryStringParameters = {} } = event;
      const readings: { [name: string]: Reading | undefined } = contract?.readings ?? {};
      const query = Object.fromEntries(
        Object.entries(queryStringParameters).map(([name, text = ""]) => [
          name,
          Object.hasOwn(readings, name) ? readings[name]?.(text) : text,
        ]),
      );
      if (contract !== undefined && !contract.validate(query))
        throw new RequestContractError(contract.name, contract.validate.errors ?? [], query);
      event.query = query;
    },
  };
}
