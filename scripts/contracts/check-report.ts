// What `npm run contracts:check` finds, as `--json` prints it.
import { currentContracts } from "./candidates.ts";
import type { Fault } from "./fault.ts";
import { shown } from "./fault.ts";
import { gate, passes, type Verdict } from "./gate.ts";
import { historyOf } from "./release-history.ts";
import { readReleases } from "./releases.ts";

/** Fields are added to this document, never taken away or changed in meaning. */
export interface CheckReport {
  /** Whether there is no fault and every contract passes: the exit code is 0. */
  ok: boolean;
  /** The folder of the versions that are compared with. */
  old: string;
  /** The folder of the versions that are judged. */
  new: string;
  /** Files that cannot be taken as they are, and released files that changed. */
  faults: Fault[];
  /** Why the released files could not be compared with git's history; null where they were. */
  historyNotAsked: string | null;
  /** Contracts in the order of the catalogue, then what is gone. */
  contracts: Verdict[];
  /** Internal contracts, which nothing binds and which are not judged. */
  leftOut: string[];
}

/** Judges the contracts of schemas/ by the releases in `folder`. */
export async function checkReleases(folder: string): Promise<CheckReport> {
  const { releases, faults } = await readReleases(folder);
  const history = await historyOf(folder);
  const contracts = gate(currentContracts(), releases);
  const all = [...faults, ...history.faults];
  return {
    ok: all.length === 0 && contracts.every(passes),
    old: shown(folder),
    new: "schemas",
    faults: all,
    historyNotAsked: history.unasked ?? null,
    contracts,
    leftOut: [],
  };
}
