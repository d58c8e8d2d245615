// The routes of uploads that write, joined to S3 and the calculator's queue.
import { submissionAccepted, uploadCreated, uploadParts, uploadPartsRequest, uploadRequest } from "../../../generated/contracts.js";
import { readUploadPartsRequest } from "../../../generated/validators/read-upload-parts-request.js";
import { readUploadRequest } from "../../../generated/validators/read-upload-request.js";
import { writeSubmissionAccepted } from "../../../generated/validators/write-submission-accepted.js";
import { writeUploadCreated } from "../../../generated/validators/write-upload-created.js";
import { writeUploadParts } from "../../../generated/validators/write-upload-parts.js";
import { type Caller, isOwner } from "../../boundary/http/caller.ts";
import { route, routeWithBody } from "../../boundary/http/route.ts";
import type { RouteHandler } from "../../boundary/http/stack.ts";
import { traceParent } from "../../boundary/http/trace-parent.ts";
import { announcementOf } from "../announcement.ts";
import type { Receiving } from "../receive.ts";
import { abortUpload } from "./abort-upload.ts";
import { addressParts } from "./address-parts.ts";
import { completeUpload } from "./complete-upload.ts";
import { createUpload, type UploadSettings } from "./create-upload.ts";
import { uploadsIn } from "./stored.ts";
import { uploadIdOf } from "./upload-id.ts";

/** By route key. `bucket` is that of the score lines; what becomes of an upload is kept and announced as any other submission. */
export function uploadRoutes(
  settings: UploadSettings,
  bucket: string,
  { isReadable, storeSubmission, announce }: Pick<Receiving, "isReadable" | "storeSubmission" | "announce">,
): Record<string, RouteHandler> {
  const uploads = uploadsIn(bucket);
  /** The same, as the caller sees them: somebody else's upload is not there. */
  const uploadsOf = ({ caller }: { caller: Caller }) => ({
    ...uploads,
    find: async (id: string) => {
      const upload = await uploads.find(id);
      return upload !== undefined && isOwner(caller, upload) ? upload : undefined;
    },
  });
  return {
    "POST /uploads": routeWithBody(
      { json: { ...uploadRequest, validate: readUploadRequest }, answer: { ...uploadCreated, validate: writeUploadCreated } },
      async ({ body, headers, caller }) => {
        const from = { caller, traceparent: traceParent(headers) };
        const created = await createUpload(body, from, { settings, isReadable, ...uploads });
        return { status: 201, headers: { location: created.links.self }, body: created };
      },
    ),
    "POST /uploads/{id}/parts": routeWithBody(
      { json: { ...uploadPartsRequest, validate: readUploadPartsRequest }, answer: { ...uploadParts, validate: writeUploadParts } },
      async (request) => ({
        status: 200,
        body: await addressParts(uploadIdOf(request), request.body, { ...settings, ...uploadsOf(request) }),
      }),
    ),
    "POST /uploads/{id}/complete": route({ answer: { ...submissionAccepted, validate: writeSubmissionAccepted } }, async (request) => {
      const accepted = await completeUpload(uploadIdOf(request), {
        ...uploadsOf(request),
        keepSubmission: storeSubmission,
        announce: (submission) => announce(announcementOf(submission)),
      });
      return { status: 202, headers: { location: accepted.links.self, "retry-after": "1" }, body: accepted };
    }),
    "DELETE /uploads/{id}": route({}, async (request) => {
      await abortUpload(uploadIdOf(request), uploadsOf(request));
      return { status: 204 };
    }),
  };
}
