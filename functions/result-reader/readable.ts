// Which submissions there are for a caller: their own, or all of them; nothing else exists.
import type { Submission } from "../../generated/types/submission.d.ts";
import type { Upload } from "../../generated/types/upload.d.ts";
import { type Caller, mayRead, mayReadAll } from "../boundary/http/caller.ts";
import { unknownSubmission } from "./submission-id.ts";

/** Each is one request, and undefined where there is none. */
export interface OwnedSources {
  submission: (id: string) => Promise<Pick<Submission, "owner"> | undefined>;
  upload: (id: string) => Promise<Pick<Upload, "owner"> | undefined>;
}

/**
 * Throws the Problem of an id that there is not (`not-found`), where the caller may not read what it names. No request where they may read everything, or
 * nobody is asked who they are; otherwise one, and two for what is no submission yet. Throws what a source throws.
 */
export async function refuseStrangers(id: string, caller: Caller, { submission, upload }: OwnedSources): Promise<void> {
  if (mayReadAll(caller)) return;
  const owned = (await submission(id)) ?? (await upload(id));
  if (owned === undefined || !mayRead(caller, owned)) throw unknownSubmission(id);
}
