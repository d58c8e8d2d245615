// What the questions need of S3, each a request: where the result-reader meets the buckets.
import { failure, rejection, submission, upload } from "../../generated/contracts.js";
import { readFailure } from "../../generated/validators/read-failure.js";
import { readRejection } from "../../generated/validators/read-rejection.js";
import { readSubmission } from "../../generated/validators/read-submission.js";
import { readUpload } from "../../generated/validators/read-upload.js";
import type { Validate } from "../../generated/validators/validate.d.ts";
import { list, metadataOf, open } from "../aws/find.ts";
import { ownerPrefix, rawKeys, resultKeys, submissionFolder, submissionsPrefix } from "../aws/keys.ts";
import { joinedObject, partsOf } from "../aws/multipart.ts";
import { presign } from "../aws/presign.ts";
import { read } from "../aws/read-ranges.ts";
import { type Place, readText } from "../aws/records.ts";
import { accept } from "../boundary/contract.ts";
import type { GradebookSources } from "./gradebook-of.ts";
import type { OwnSources } from "./list-own.ts";
import type { ListSources } from "./list-submissions.ts";
import type { ProblemsSources } from "./problems-of.ts";
import { resultsOf } from "./state.ts";
import type { StatisticsSources } from "./statistics-of.ts";
import type { StatusSources } from "./status-of.ts";
import type { UploadSources } from "./upload-progress.ts";

/** How long the address of a document that is too large for an answer can be used: long enough to follow a redirect. */
const redirectSeconds = 300;

/** The sources of every question, in the buckets of these names. */
export function storedIn(buckets: { raw: string; results: string }) {
  const raw = (key: string) => ({ bucket: buckets.raw, key });
  const result = (key: string) => ({ bucket: buckets.results, key });
  const resultsIn = async (id: string) => (await list(buckets.results, { prefix: submissionFolder(id) })).objects;
  const listing = (bucket: string) => (after: string, atMost: number) => list(bucket, { prefix: submissionsPrefix, after, atMost });

  const status: StatusSources = {
    results: async (id) => resultsOf(id, await resultsIn(id)),
    statisticsMetadata: (id) => metadataOf(result(resultKeys.statistics(id))),
    rejection: (id) => document(result(resultKeys.rejection(id)), { ...rejection, validate: readRejection }),
    failure: (id) => document(result(resultKeys.failure(id)), { ...failure, validate: readFailure }),
    submission: (id) => document(raw(rawKeys.submission(id)), { ...submission, validate: readSubmission }),
    upload: (id) => document(raw(rawKeys.upload(id)), { ...upload, validate: readUpload }),
  };
  const lists: ListSources = { raw: listing(buckets.raw), results: listing(buckets.results) };
  const ownLists: OwnSources = {
    owned: (owner, after, atMost) => list(buckets.raw, { prefix: ownerPrefix(owner), after, atMost }),
    results: (after) => listing(buckets.results)(after, 1_000),
    resultsOf: resultsIn,
  };
  const statistics = (id: string): Omit<StatisticsSources, "absence"> => ({
    open: () => open(result(resultKeys.statistics(id))),
    presign: (contentType) => presign(result(resultKeys.statistics(id)), { contentType, seconds: redirectSeconds }),
  });
  const gradebook = (id: string): Omit<GradebookSources, "absence"> => ({
    hasStatistics: async () => (await status.statisticsMetadata(id)) !== undefined,
    submission: () => status.submission(id),
    read,
  });
  const problems = (id: string): Omit<ProblemsSources, "absence"> => ({
    results: () => status.results(id),
    document: (name) => jsonOf(result(resultKeys[name](id))),
    presignRows: (contentType) => presign(result(resultKeys.failedRows(id)), { contentType, seconds: redirectSeconds }),
    submission: () => status.submission(id),
    read,
  });
  const uploads: UploadSources = {
    upload: status.upload,
    parts: ({ id, multipartId }) => partsOf({ ...raw(rawKeys.scores(id)), multipartId }),
    isJoined: async (id) => (await joinedObject(raw(rawKeys.scores(id)))) !== undefined,
  };
  return { status, lists, ownLists, statistics, gradebook, problems, uploads };
}

/** A stored document that keeps its contract; undefined where there is none. Throws a ContractError where it does not keep it. */
async function document<T>(place: Place, contract: { name: string; validate: Validate<T> }): Promise<T | undefined> {
  const found = await jsonOf(place);
  return found === undefined ? undefined : accept(contract.name, contract.validate, found);
}

async function jsonOf(place: Place): Promise<unknown> {
  const text = await readText(place);
  return text === undefined ? undefined : JSON.parse(text);
}
