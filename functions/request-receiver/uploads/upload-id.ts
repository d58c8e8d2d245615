// The upload that a path names.
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { unknownUpload } from "./upload-problems.ts";

/** Throws a Problem (`not-found`) where it is no UUID: no upload has another id. */
export function uploadIdOf({ pathParameters }: Pick<APIGatewayProxyEventV2, "pathParameters">): string {
  const id = (pathParameters?.id ?? "").toLowerCase();
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) throw unknownUpload(id.slice(0, 60).toWellFormed());
  return id;
}
