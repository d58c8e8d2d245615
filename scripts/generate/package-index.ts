// index.json of the contracts package: what is in it, for programs that choose, verify or register schemas.
import { createHash } from "node:crypto";
import { compatibilityModes, setVersion } from "../../schemas/catalogue.ts";
import { eventConstants } from "../../schemas/lib/envelope.ts";
import type { Release } from "../contracts/releases.ts";
import { drafts } from "./drafts.ts";
import type { EntryContract } from "./entry.ts";

/**
 * The index. Paths are those of the package's files; `released` lists the versions that are frozen, ascending, and a contract's `status` is
 * `released` when its schema is one of them byte for byte, else `draft`.
 */
export function packageIndex(contracts: EntryContract[], releases: readonly Release[], files: ReadonlyMap<string, string>) {
  return {
    package: "@scoreline/contracts",
    version: setVersion,
    contracts: contracts.map(({ name, contract, document }) => {
      const { version, kind, sentBy, readBy } = contract;
      const schema = schemaPath(name);
      const text = files.get(schema) ?? "";
      const ofContract = releases.filter((release) => release.name === name);
      return {
        name,
        title: document.title,
        description: document.description,
        version,
        $id: document.$id,
        sha256: sha256(text),
        kind,
        mode: compatibilityModes[kind],
        status: ofContract.some((release) => release.version === version && release.text === text) ? "released" : "draft",
        released: ofContract.map((release) => release.version),
        ...(kind === "event" && { type: eventConstants({ name, version, producers: sentBy }).type }),
        sentBy: sentBy.join(", "),
        readBy,
        schema,
        drafts: Object.fromEntries(drafts.map((draft) => [draft, schemaPath(name, draft)])),
        examples: `examples/${name}.json`,
      };
    }),
  };
}

/** Where a schema lies in generated/, in 2020-12 or in an older draft. */
export function schemaPath(name: string, draft?: string): string {
  return `json-schema/${draft === undefined ? "" : `${draft}/`}${name}.schema.json`;
}

export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
