// Each record of a batch is read on its own: a bad one fails alone, and the logic sees the good ones only.
import type middy from "@middy/core";
import type { Context, SQSRecord } from "aws-lambda";
import type { Validate } from "../../../generated/validators/validate.d.ts";
import { accept, ContractError } from "../contract.ts";
import type { Run } from "./run.ts";

/** What the logic gets for each good record. */
export interface Delivery<Event> {
  event: Event;
  record: SQSRecord;
}

export interface ReadBatch<Event> {
  deliveries: Delivery<Event>[];
  run: Run;
}

/** How one delivery ended. */
export type Outcome<Value = unknown> = PromiseSettledResult<Value>;

/**
 * Middleware: parses and validates every record, by the `type` of its event; gives the logic the good ones as `deliveries`, and puts
 * the failures of the others in their places among the logic's results. Throws when the logic does not settle each delivery.
 */
export function readRecords<Event>(
  readers: Record<string, Validate<Event>>,
): middy.MiddlewareObj<
  { Records: SQSRecord[]; deliveries?: Delivery<Event>[] },
  Outcome[],
  Error,
  Context,
  { outcomes: (Outcome | undefined)[] }
> {
  return {
    before: ({ event, internal }) => {
      event.deliveries = [];
      internal.outcomes = [];
      for (const record of event.Records) {
        try {
          event.deliveries.push({ record, event: readEvent(readers, record.body) });
          internal.outcomes.push(undefined);
        } catch (reason) {
          internal.outcomes.push({ status: "rejected", reason });
        }
      }
    },
    after: (request) => {
      const { event, internal, response } = request;
      if (response?.length !== event.deliveries?.length)
        throw new TypeError(`The logic was given ${event.deliveries?.length} deliveries and settled ${response?.length}.`);
      const settled = response?.values();
      request.response = internal.outcomes.map(
        (outcome) => outcome ?? settled?.next().value ?? { status: "rejected", reason: "not settled" },
      );
    },
  };
}

/** The logic for one event at a time, as the logic for a batch: all are tried, each settles on its own. */
export function eachDelivery<Event>(
  handle: (event: Event, of: { record: SQSRecord; run: Run }) => Promise<unknown>,
): (batch: ReadBatch<Event>) => Promise<Outcome[]> {
  return ({ deliveries, run }) => Promise.allSettled(deliveries.map(({ event, record }) => handle(event, { record, run })));
}

function readEvent<Event>(readers: Record<string, Validate<Event>>, body: string): Event {
  const value: unknown = parse(body);
  const type = typeof value === "object" && value !== null && "type" in value ? String(value.type) : "";
  const validate = Object.hasOwn(readers, type) ? readers[type] : undefined;
  if (validate === undefined)
    throw new ContractError("event", [
      { instancePath: "/type", keyword: "enum", message: `must be one of ${Object.keys(readers).join(", ")}`, params: {} },
    ]);
  return accept(type, validate, value);
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // The parser's own message quotes the body; what was in it stays out of logs and attributes.
    throw new ContractError("event", [{ instancePath: "", keyword: "json", message: "is not JSON", params: {} }]);
  }
}
