// The envelope of every event: CloudEvents 1.0 in structured JSON (https://github.com/cloudevents/spec, tag v1.0.2).
import { type TLiteral, type TObject, type TUnion, Type } from "@sinclair/typebox";
import { Instant, TraceParent } from "./values.ts";

export const schemaHost = "https://schemas.scoreline.dev";

/** The `$id` of a contract's version; every host serves the document at the same path. */
export function contractId(name: string, version: string): string {
  return `${schemaHost}/${name}/${version}.schema.json`;
}

/** Matches the `$id` of every version in `version`'s major, with an optional fragment: a minor release breaks nobody. */
export function majorPattern(name: string, version: string, fragment = ""): string {
  const major = version.split(".")[0];
  const literal = `${schemaHost}/${name}/${major}`.replaceAll(".", "\\.");
  return `^${literal}\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)\\.schema\\.json${fragment.replaceAll("$", "\\$")}$`;
}

/** The words of `raw-data-stored` as they stand in a title: `Raw data stored`. */
function inWords(name: string): string {
  const words = name.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function pascal(name: string): string {
  return name.replace(/(^|-)([a-z])/g, (_match, _dash, letter: string) => letter.toUpperCase());
}

export interface EventIdentity {
  name: string;
  version: string;
  /** The functions that send it. */
  producers: readonly [string, ...string[]];
}

type Sources<Producers extends readonly string[]> = { -readonly [K in keyof Producers]: TLiteral<`/scoreline/${Producers[K]}`> };

/** The function that sends the event, as a URI reference: one of `producers`. */
function Source<const Producers extends readonly string[]>(producers: Producers): TUnion<Sources<Producers>> {
  const sources = producers.map((producer) => Type.Literal(sourceOf(producer)));
  const annotations = { title: "Source", description: "The function that sends the event." };
  return Type.Union(sources as Sources<Producers>, annotations) as TUnion<Sources<Producers>>;
}

function sourceOf<Producer extends string>(producer: Producer) {
  return `/scoreline/${producer}` as const;
}

type Major<Version extends string> = Version extends `${infer First}.${string}` ? First : never;

/** What is the same in every message of an event: the generator writes it down for the producer. Of several producers `source` is the first. */
export function eventConstants<E extends EventIdentity>(event: E) {
  const major = event.version.split(".")[0] as Major<E["version"]>;
  return {
    type: `dev.scoreline.${event.name as E["name"]}.v${major}`,
    source: sourceOf<E["producers"][0]>(event.producers[0]),
    dataschema: `${contractId(event.name, event.version)}#/$defs/${pascal(event.name)}Data`,
  } as const;
}

/** An event's contract: the envelope round `properties`, its data. */
export function cloudEvent<E extends EventIdentity & { description: string }, T extends TObject["properties"]>(event: E, properties: T) {
  const { type } = eventConstants(event);
  const title = inWords(event.name);
  return Type.Object(
    {
      specversion: Type.Literal("1.0", { title: "CloudEvents version", description: "Version of the CloudEvents specification." }),
      id: Type.String({
        title: "Event id",
        description: "UUIDv5 of what happened to which bytes: a repeated delivery, and a repeated sending, has the same id.",
        format: "uuid",
      }),
      source: Source<E["producers"]>(event.producers),
      type: Type.Literal(type, { title: "Type", description: "What happened, with the contract's major version." }),
      subject: Type.String({
        title: "Subject",
        description: "The submission it happened to: submissions/{id}.",
        pattern: "^submissions/[0-9a-f-]{36}$",
      }),
      time: Instant("Time", "When it happened."),
      datacontenttype: Type.Literal("application/json", { title: "Data content type", description: "Media type of data." }),
      dataschema: Type.String({
        title: "Data schema",
        description: "The contract and version that data was written by; any version of the same major may come.",
        pattern: majorPattern(event.name, event.version, `#/$defs/${pascal(event.name)}Data`),
      }),
      correlationid: Type.String({ title: "Correlation id", description: "The same in all that one submission sets off.", format: "uuid" }),
      causationid: Type.Optional(
        Type.String({ title: "Causation id", description: "Id of the event that led to this one.", format: "uuid" }),
      ),
      traceparent: TraceParent("W3C trace context of the request that started it."),
      data: Type.Object(properties, { title: `${title} data`, description: "What the event says." }),
    },
    { title, description: event.description },
  );
}
