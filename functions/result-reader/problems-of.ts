// How a submission's score lines were read, and what was wrong with them: the quality report of its statistics, or of its rejection.
import { submissionProblems } from "../../generated/contracts.js";
import { readSubmissionProblems } from "../../generated/validators/read-submission-problems.js";
import { accept } from "../boundary/contract.ts";
import type { Problem } from "../boundary/problem.ts";
import type { Results } from "./state.ts";
import type { TextAnswer } from "./text-answer.ts";

export interface ProblemsSources {
  results: () => Promise<Results>;
  /** A stored document, as JSON; undefined where there is none. */
  document: (name: "statistics" | "rejection") => Promise<unknown>;
  /** Why there is no report. */
  absence: () => Promise<Problem>;
}

/**
 * The report: two requests. Throws the Problem of its absence, and what a source throws. It is held against the open contract, since the
 * document may be of a calculator that is newer than this function, and says more.
 */
export async function problemsOf(id: string, { results, document, absence }: ProblemsSources): Promise<TextAnswer> {
  const { statistics, rejection } = await results();
  const name = statistics ? "statistics" : rejection ? "rejection" : undefined;
  const found = name && (await document(name));
  if (typeof found !== "object" || found === null || !("quality" in found)) throw await absence();
  const report = accept(submissionProblems.name, readSubmissionProblems, { id, quality: found.quality });
  return { status: 200, headers: {}, text: JSON.stringify(report), contentType: "application/json" };
}
