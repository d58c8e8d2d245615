// How a submission's score lines were read, and what was wrong with them: the quality report of its statistics, or of its rejection.
import { submissionProblems } from "../../generated/contracts.js";
import { readSubmissionProblems } from "../../generated/validators/read-submission-problems.js";
import { accept } from "../boundary/contract.ts";
import { Problem } from "../boundary/problem.ts";
import { type FailedRowsSources, failedRowsCsv } from "./failed-rows-csv.ts";
import { preferredMediaType } from "./media-type.ts";
import type { Results } from "./state.ts";
import type { TextAnswer } from "./text-answer.ts";

export interface ProblemsSources extends FailedRowsSources {
  results: () => Promise<Results>;
  /** A stored document, as JSON; undefined where there is none. */
  document: (name: "statistics" | "rejection") => Promise<unknown>;
  /** Why there is no report. */
  absence: () => Promise<Problem>;
  /** Where failed rows that were kept can be read without us. */
  presignRows: (contentType: string) => Promise<string>;
}

const json = "application/json";
const csv = "text/csv; charset=utf-8";

/**
 * The report, which takes two requests; or the failed rows: one request where the calculator kept them, which is a redirect, else the submission and its
 * score lines are read too. Throws the Problem of its absence, a Problem where the client
 * accepts neither form (`not-acceptable`) or the rows cannot be had, and what a source throws. The report is held against the open contract, since the
 * document may be of a calculator that is newer than this function, and says more.
 */
export async function problemsOf(id: string, wanted: { accept?: string | undefined }, sources: ProblemsSources): Promise<TextAnswer> {
  const form = preferredMediaType(wanted.accept, [json, csv]);
  if (form === undefined)
    throw new Problem("not-acceptable", `The problems come as ${json} or text/csv. Send an Accept header with one of them, or none.`);
  const { results, document, absence, presignRows } = sources;
  const { statistics, rejection, failedRows } = await results();
  const name = statistics ? "statistics" : rejection ? "rejection" : undefined;
  if (name && failedRows && form === csv) return { status: 303, headers: { location: await presignRows(csv), vary: "Accept" } };
  const found = name && (await document(name));
  if (typeof found !== "object" || found === null || !("quality" in found)) throw await absence();
  const report = accept(submissionProblems.name, readSubmissionProblems, { id, quality: found.quality });
  const text = form === json ? JSON.stringify(report) : await failedRowsCsv(report.quality, sources);
  return { status: 200, headers: { vary: "Accept" }, text, contentType: form };
}
