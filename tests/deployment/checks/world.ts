// What every check is given, and what it gives: a fault in words, or several, or none.
import type { Pipeline } from "../../../generated/types/pipeline.d.ts";
import type { Call } from "../calls/call.ts";
import type { Actions } from "../iam/actions.ts";
import type { Deployed } from "../state/deployed.ts";

export interface World {
  deployed: Deployed;
  pipeline: Pipeline;
  /** What the functions were seen to ask. */
  calls: readonly Call[];
  /** Every action that IAM knows. */
  actions: Actions;
}

export type Check = (world: World) => string[] | Promise<string[]>;
