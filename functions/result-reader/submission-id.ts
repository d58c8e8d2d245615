// A submission's id and its paths: read from a request, written into links, and what is said where an id leads nowhere.
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { Problem } from "../boundary/problem.ts";

/** Where a submission and what belongs to it are served. */
export const submissionPaths = (id: string) => ({
  self: `/submissions/${id}`,
  statistics: `/submissions/${id}/statistics`,
  problems: `/submissions/${id}/problems`,
});

/** The submission that a request's path names. Throws a Problem (`not-found`) where it is no UUID: no submission has another id. */
export function submissionIdOf({ pathParameters }: Pick<APIGatewayProxyEventV2, "pathParameters">): string {
  const id = (pathParameters?.id ?? "").toLowerCase();
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) {
    const shown = id.length > 60 ? `${id.slice(0, 60).toWellFormed()}…` : id;
    throw new Problem("not-found", `"${shown}" is no submission's id: that is a UUID. ${whereIdsAre}`);
  }
  return id;
}

/** The Problem of an id that no submission has, or one that the caller may not know of: nobody can tell the two apart. */
export function unknownSubmission(id: string): Problem {
  return new Problem("not-found", `There is no submission ${id}. ${whereIdsAre}`);
}

const whereIdsAre =
  "Take the id from the answer to POST /submissions (`id`, or the Location header), or look for the submission in GET /submissions.";
