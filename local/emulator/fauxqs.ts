// The one file that reaches into fauxqs. The package exports `buildApp` alone; the stores that the guard subclasses and the
// error shapes are imported by path into its `dist`. That is why fauxqs is pinned exactly: before a new version is taken, this list
// and the tests of this folder are what to look at.
import type { buildApp } from "fauxqs";

export { buildApp } from "fauxqs";
export { S3Error, SnsError, SqsError } from "../../node_modules/fauxqs/dist/common/errors.js";
export { escapeXml, snsErrorResponse, snsSuccessResponse } from "../../node_modules/fauxqs/dist/common/xml.js";
export { computeChecksum } from "../../node_modules/fauxqs/dist/s3/checksum.js";
export { decodeAwsChunked } from "../../node_modules/fauxqs/dist/s3/chunkedEncoding.js";
export { S3Store } from "../../node_modules/fauxqs/dist/s3/s3Store.js";
export type { ChecksumAlgorithm, S3Object } from "../../node_modules/fauxqs/dist/s3/s3Types.js";
export { SnsStore } from "../../node_modules/fauxqs/dist/sns/snsStore.js";
export type { SnsSubscription } from "../../node_modules/fauxqs/dist/sns/snsTypes.js";
export { type SqsQueue, SqsStore } from "../../node_modules/fauxqs/dist/sqs/sqsStore.js";
export { INVALID_MESSAGE_BODY_CHAR, type MessageAttributeValue } from "../../node_modules/fauxqs/dist/sqs/sqsTypes.js";

/** The Fastify application that fauxqs builds; its request and reply types are read off it because Fastify itself is not our dependency. */
export type App = ReturnType<typeof buildApp>;
export type Request = Parameters<App["errorHandler"]>[1];
export type Reply = Parameters<App["errorHandler"]>[2];
