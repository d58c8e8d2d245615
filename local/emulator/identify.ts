// Which service a request is for, which of its operations, and on what.
import type { Request } from "./fauxqs.ts";
import type { SeenRequest } from "./requests.ts";
import { s3OperationName } from "./s3/operations.ts";

export type Parameters = Record<string, string | undefined>;

/** fauxqs gives SNS's form, SQS's JSON and every query string as a plain object; of these the members that are text. */
export function parametersOf(source: unknown): Parameters {
  if (typeof source !== "object" || source === null || Buffer.isBuffer(source)) return {};
  return Object.fromEntries(Object.entries(source).filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}

/** SNS's page that a mail's footer links to; it posts to itself. No request to a bucket of that name says which subscription. */
export function isUnsubscribePage({ method, url, query }: Request): boolean {
  return (method === "GET" || method === "POST") && url.startsWith("/unsubscribe.html?") && "SubscriptionArn" in parametersOf(query);
}

/** SQS and SNS are called by POST to `/`, and SNS also by the links in its mails; every other path and method is S3's. */
export function isForS3(request: Request): boolean {
  if (isUnsubscribePage(request)) return false;
  if (request.url !== "/" && !request.url.startsWith("/?")) return true;
  return request.method === "GET" ? !("Action" in parametersOf(request.query)) : request.method !== "POST";
}

/** Undefined for what is no service's: fauxqs's own `/health` and `/_fauxqs`, and a POST that names no operation. */
export function identify(request: Request): Omit<SeenRequest, "at"> | undefined {
  const asked = whatIsAsked(request);
  return asked && { ...asked, by: signerOf(request), ifMatch: request.headers["if-match"] !== undefined };
}

/** Signature Version 4: `Credential=<access key id>/<date>/…` in a header, or `X-Amz-Credential` in a presigned URL. */
function signerOf(request: Request): string {
  const [, inHeader] = /Credential=([^/,]+)\//.exec(request.headers.authorization ?? "") ?? [];
  return inHeader ?? parametersOf(request.query)["X-Amz-Credential"]?.split("/")[0] ?? "";
}

function whatIsAsked(request: Request): Pick<SeenRequest, "service" | "operation" | "resource"> | undefined {
  if (/^\/(health|_fauxqs\/.*)$/.test(request.routeOptions.url ?? "")) return undefined;
  if (isForS3(request)) {
    const { bucket = "", "*": key = "" } = parametersOf(request.params);
    return { service: "s3", operation: s3OperationName(request), resource: key === "" ? bucket : `${bucket}/${key}` };
  }
  if (isUnsubscribePage(request)) {
    const { SubscriptionArn } = parametersOf(request.query);
    return { service: "sns", operation: `${request.method} unsubscribe.html`, resource: SubscriptionArn?.split(":")[5] ?? "" };
  }
  const form = parametersOf(request.method === "GET" ? request.query : request.body);
  const target = request.headers["x-amz-target"];
  if (typeof target === "string") {
    const { QueueUrl, QueueName = "" } = form;
    return { service: "sqs", operation: target.replace("AmazonSQS.", ""), resource: QueueUrl?.split("/").at(-1) ?? QueueName };
  }
  const { Action, TopicArn, TargetArn, SubscriptionArn, ResourceArn, Name = "" } = form;
  if (Action === undefined) return undefined;
  const arn = TopicArn ?? TargetArn ?? SubscriptionArn ?? ResourceArn;
  return { service: "sns", operation: Action, resource: arn?.split(":")[5] ?? Name };
}
