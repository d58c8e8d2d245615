// What the API answers about uploads, held against the contracts.
import { expect } from "@jest/globals";
import { accept } from "../../functions/boundary/contract.ts";
import type { Problem } from "../../generated/types/problem.d.ts";
import type { SubmissionAccepted } from "../../generated/types/submission-accepted.d.ts";
import type { UploadCreated } from "../../generated/types/upload-created.d.ts";
import { readProblem } from "../../generated/validators/read-problem.js";
import { readSubmissionAccepted } from "../../generated/validators/read-submission-accepted.js";
import type { ScoreFile } from "./score-file.ts";
import { allParts, type UploadClient } from "./upload-client.ts";

/** An upload with all its parts sent, and not completed. */
export async function sent(client: UploadClient, file: ScoreFile, said?: object): Promise<UploadCreated> {
  const upload = await client.create(file, said);
  await client.send(upload.id, upload, file, allParts(upload));
  return upload;
}

/** The 202 that a response is. */
export async function acceptedBy(response: Response): Promise<SubmissionAccepted> {
  expect(response.status).toBe(202);
  const accepted = accept("submission-accepted", readSubmissionAccepted, await response.json());
  expect(response.headers.get("location")).toBe(`/submissions/${accepted.id}`);
  return accepted;
}

/** The problem that a response is. */
export async function problemOf(response: Response): Promise<Problem> {
  const problem = accept("problem", readProblem, await response.json());
  expect(problem.status).toBe(response.status);
  return problem;
}
