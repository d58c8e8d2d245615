// The submission that another one corrects: it has to be there, before anything is stored.
import type { Caller } from "../boundary/http/caller.ts";
import { Problem } from "../boundary/problem.ts";

/** Whether there is a submission of this id that the caller may read. One request. */
export type IsReadable = (id: string, caller: Caller) => Promise<boolean>;

/**
 * Throws a Problem (`invalid-request`) where a submission is to replace one that is not there for the caller: its figures are told beside the new ones. One
 * that was rejected, or has no statistics yet, can be replaced, and so can one that was replaced before.
 */
export async function refuseUnknown(replaces: string | undefined, caller: Caller, isReadable: IsReadable): Promise<void> {
  if (replaces === undefined || (await isReadable(replaces, caller))) return;
  const advice =
    "Take the id from the answer to the submission that you want to correct, or look for it in GET /submissions; an upload has to be completed first.";
  throw refusal("unknown-submission", `There is no submission ${replaces} that could be replaced. ${advice}`);
}

/**
 * Throws a Problem (`invalid-request`) where a dry run is to replace a submission: it answers with the very bytes that would be stored, and the earlier
 * figures in them are those of the moment when they are computed.
 */
export function refuseInDryRun({ replaces }: { replaces?: string }): void {
  if (replaces === undefined) return;
  throw refusal(
    "not-allowed",
    'A dry run reads nothing that is stored, so it has no earlier figures to tell. Leave out "replaces" to try the score lines.',
  );
}

function refusal(code: string, detail: string): Problem {
  return new Problem("invalid-request", `${detail} See errors for each place.`, { errors: [{ pointer: "/replaces", code, detail }] });
}
