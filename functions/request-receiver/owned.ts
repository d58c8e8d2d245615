// The list of an owner's submissions: without it one would have to read everybody's to find one's own.
import type { Submission } from "../../generated/types/submission.d.ts";
import { ownedKey } from "../aws/keys.ts";
import { mark } from "../aws/mark.ts";

/**
 * Puts a stored submission into its owner's list in `bucket`; can be repeated. One request; none where it is nobody's. Throws the SDK's error where S3 fails.
 */
export async function listForOwner(bucket: string, { id, owner }: Pick<Submission, "id" | "owner">): Promise<void> {
  if (owner !== undefined) await mark({ bucket, key: ownedKey(owner, id) });
}
