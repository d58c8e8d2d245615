// Which contract a CloudEvent is to be read by: its `type` says so.
import type { EventContract } from "./contract.ts";
import { ContractError } from "./contract-error.ts";

/**
 * The event, read by the contract whose `type` it bears.
 *
 * @throws {ContractError} when no contract bears it, or the event violates the one that does
 */
export function readByType<T>(contracts: readonly EventContract<T>[], value: unknown): T {
  const type = typeOf(value);
  const contract = contracts.find((candidate) => candidate.type === type);
  if (contract === undefined) throw new ContractError("event", [noSuchType(type, contracts)]);
  return contract.read(value);
}

function typeOf(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new ContractError("event", [{ instancePath: "", keyword: "type", params: { type: "object" } }], value ?? null);
  if (!("type" in value))
    throw new ContractError("event", [{ instancePath: "", keyword: "required", params: { missingProperty: "type" } }], value);
  return value.type;
}

/** Quotes a type only where it is one of Scoreline's: who knows what else it might be. */
function noSuchType(type: unknown, contracts: readonly EventContract<unknown>[]) {
  const [, name, major] = (typeof type === "string" && /^(dev\.scoreline\.[a-z-]{1,60})\.v(\d{1,9})$/.exec(type)) || [];
  const known = contracts.map((contract) => contract.type);
  const sameEvent = known.filter((candidate) => candidate.startsWith(`${name}.v`));
  const message =
    sameEvent.length > 0
      ? `is major version ${major} of ${name}, and this release reads ${sameEvent.join(", ")}: install the release of the contracts that has it`
      : `is ${name === undefined ? "no type of Scoreline's" : `${name}.v${major}, which this release does not know`}: it reads ${known.join(", ")}`;
  return { instancePath: "/type", keyword: "unknown-type", message, params: { known } };
}
