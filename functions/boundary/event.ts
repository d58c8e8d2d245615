// Making events: the CloudEvents envelope round the data, held against the closed writer's contract.
import { v5 as uuidV5 } from "uuid";
import type { Validate } from "../../generated/validators/validate.d.ts";
import { accept } from "./contract.ts";

/** The part of an event's envelope that is the same in all its messages; generated. */
export interface EventConstants {
  name: string;
  type: string;
  source: string;
  dataschema: string;
}

export interface Happening<Data> {
  submissionId: string;
  /** What the event is about, to the byte: the SHA-256 of a body, or an ETag. Together with type and submission it makes the event's id. */
  contentId: string;
  /** When it happened, from stored state: a retry says the same. */
  time: string;
  /** The function that sends it, where several may. */
  source?: string;
  /** Id of the event that led to this one. */
  causationId?: string;
  traceparent?: string | undefined;
  data: Data;
}

/** UUIDv5 namespace of Scoreline's event ids: uuidV5("https://schemas.scoreline.dev", uuidV5.URL). */
const namespace = uuidV5("https://schemas.scoreline.dev", uuidV5.URL);

/** The event that says what happened. The same happening gives the same bytes. Throws a ContractError when it breaks its own contract. */
export function createEvent<E extends { data: unknown }>(
  constants: EventConstants,
  validate: Validate<E>,
  happening: Happening<E["data"]>,
): E {
  const { submissionId, contentId, time, source = constants.source, causationId, traceparent, data } = happening;
  return accept(constants.name, validate, {
    specversion: "1.0",
    id: uuidV5(`${constants.type}\n${submissionId}\n${contentId}`, namespace),
    source,
    type: constants.type,
    subject: `submissions/${submissionId}`,
    time,
    datacontenttype: "application/json",
    dataschema: constants.dataschema,
    correlationid: submissionId,
    ...(causationId !== undefined && { causationid: causationId }),
    ...(traceparent !== undefined && { traceparent }),
    data,
  });
}
