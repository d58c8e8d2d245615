// What S3 and its client say when publishing fails, in words that say what to do.
import { isUnreachable } from "../unreachable.ts";

interface Attempt {
  doing: "read" | "write";
  /** `s3://bucket/key`. */
  address: string;
  bucket: string;
}

const WRONG_REGION = ["PermanentRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraintException", "TemporaryRedirect"];
const BAD_CREDENTIALS = ["InvalidAccessKeyId", "SignatureDoesNotMatch", "ExpiredToken", "InvalidToken", "RequestTimeTooSkewed"];

/** @returns an error whose message names the object, what is wrong and the remedy; its cause is the client's error */
export function explainS3(error: unknown, { doing, address, bucket }: Attempt): Error {
  const { name = "Error", message: text = "", code, $metadata } = Object(error);
  const message = String(text).replace(/\.+$/, "");
  const status: unknown = $metadata?.httpStatusCode;
  const what = `${address} could not be ${doing === "read" ? "read" : "written"}: `;
  return new Error(what + reason(), { cause: error });

  function reason(): string {
    if (name === "NoSuchBucket") return `there is no bucket "${bucket}" at ${endpoint()}. Create it, or name another with --bucket.`;
    if (WRONG_REGION.includes(name) || status === 301)
      return `the bucket "${bucket}" is in another region. Set AWS_REGION to the region that it is in.`;
    if (BAD_CREDENTIALS.includes(name)) return `the credentials are not good (${name}: ${message}). Sign in again, or set others.`;
    if (status === 403)
      return (
        `${endpoint()} does not permit it (${name}: ${message}). These credentials need s3:GetObject and s3:PutObject on the objects, and ` +
        `s3:ListBucket on "${bucket}", without which S3 answers 403 where no object is.`
      );
    if (name === "CredentialsProviderError") return `no AWS credentials (${message}). Set AWS_PROFILE, or the AWS_ACCESS_KEY_ID pair.`;
    if (message.startsWith("Region ")) return "no region is set, or not a good one. Set AWS_REGION to the region that the bucket is in.";
    if (message === "Invalid URL")
      return `AWS_ENDPOINT_URL is no address: "${endpoint()}". Write it as http://host:port, or unset it for AWS.`;
    if (isUnreachable({ code, name }))
      return `${endpoint()} cannot be reached (${code ?? "no answer in time"}). Check the network, AWS_REGION and AWS_ENDPOINT_URL, and run it again.`;
    return `${endpoint()} answered ${name}: ${message}. Run it again.`;
  }
}

function endpoint(): string {
  return process.env.AWS_ENDPOINT_URL_S3 ?? process.env.AWS_ENDPOINT_URL ?? "S3";
}
