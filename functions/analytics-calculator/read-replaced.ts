// Reading the statistics that a correction replaces. Whatever they are, they are no reason not to compute the new ones.
import { statistics as contract } from "../../generated/contracts.js";
import { readStatistics } from "../../generated/validators/read-statistics.js";
import type { Found } from "../aws/find.ts";
import { accept, ContractError } from "../boundary/contract.ts";
import { errorFields, log } from "../boundary/log.ts";
import type { Replaced } from "./replaced.ts";

/** Larger ones are not read, since they would have to fit into memory beside the new scores: figures of some 15,000 quizzes do. */
const mostBytes = 20_000_000;

export interface EarlierResults {
  /** The stored statistics of a submission; undefined where there are none. */
  statistics: (submissionId: string) => Promise<Found | undefined>;
  isRejected: (submissionId: string) => Promise<boolean>;
}

/** One request; two where there are no statistics. Throws what the two throw, as S3 may have an answer at the next try. */
export async function readReplaced(submissionId: string, { statistics, isRejected }: EarlierResults): Promise<Replaced> {
  const found = await statistics(submissionId);
  if (!found) return { submissionId, unavailable: (await isRejected(submissionId)) ? "rejected" : "not-calculated" };
  if (found.sizeBytes > mostBytes) {
    found.discard();
    return { submissionId, unavailable: "too-large" };
  }
  const text = new TextDecoder().decode(await found.bytes());
  try {
    return { submissionId, statistics: accept(contract.name, readStatistics, JSON.parse(text)) };
  } catch (error) {
    if (!(error instanceof ContractError || error instanceof SyntaxError)) throw error;
    log("warn", "replaced statistics cannot be read", { correlationId: submissionId, ...errorFields(error) });
    return { submissionId, unavailable: "unreadable" };
  }
}
