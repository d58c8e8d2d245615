// Every bucket is private, owned, encrypted and versioned, and forgets in time; the one that takes parts lets browsers send them.
import type { Bucket, Deployed } from "../state/deployed.ts";
import type { Values } from "../state/resources.ts";
import { shortNameOf } from "../state/short-names.ts";
import type { Check } from "./world.ts";

const hoursOfADay = 24;

export const bucketsAreSafe: Check = ({ deployed, pipeline }) =>
  deployed.buckets.flatMap((bucket) => {
    const takesParts = shortNameOf(bucket.name, deployed) === pipeline.api.uploads.bucket;
    const faults = [
      ...accessFaults(bucket, deployed),
      ...lifeCycleFaults(bucket, deployed, takesParts ? pipeline.api.uploads.expiryHours / hoursOfADay : 0),
      ...(takesParts ? corsFaults(bucket, deployed) : []),
    ];
    return faults.map((fault) => `${bucket.name}: ${fault}.`);
  });

function settingsOf(type: string, { name }: Bucket, { resources }: Deployed): Values | undefined {
  return resources.find((resource) => resource.type === type && resource.values.text("bucket") === name)?.values;
}

function accessFaults(bucket: Bucket, deployed: Deployed): string[] {
  const block = settingsOf("aws_s3_bucket_public_access_block", bucket, deployed);
  const [ownership] = settingsOf("aws_s3_bucket_ownership_controls", bucket, deployed)?.blocks("rule") ?? [];
  const [encryption] = settingsOf("aws_s3_bucket_server_side_encryption_configuration", bucket, deployed)?.blocks("rule") ?? [];
  const [versioning] = settingsOf("aws_s3_bucket_versioning", bucket, deployed)?.blocks("versioning_configuration") ?? [];
  const algorithm = encryption?.blocks("apply_server_side_encryption_by_default")[0]?.optionalText("sse_algorithm");
  const blocks = ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"];
  return [
    ...blocks.filter((name) => !block?.flag(name)).map((name) => `${name} is not on`),
    ...(ownership?.optionalText("object_ownership") === "BucketOwnerEnforced" ? [] : ["its objects may have other owners"]),
    ...(algorithm === (bucket.key === undefined ? "AES256" : "aws:kms")
      ? []
      : [`it is encrypted by ${algorithm ?? "nothing that is said"}`]),
    ...(bucket.key === undefined || encryption?.flag("bucket_key_enabled")
      ? []
      : ["every object asks for its key anew: bucket keys are off"]),
    ...(versioning?.optionalText("status") === "Enabled" ? [] : ["it keeps no old versions"]),
  ];
}

function lifeCycleFaults(bucket: Bucket, deployed: Deployed, uploadDays: number): string[] {
  const rules = (settingsOf("aws_s3_bucket_lifecycle_configuration", bucket, deployed)?.blocks("rule") ?? []).filter(
    (rule) => rule.text("status") === "Enabled",
  );
  const days = (block: string, name: string) =>
    rules.flatMap((rule) => rule.blocks(block)).flatMap((values) => values.optionalNumber(name) ?? []);
  const abort = days("abort_incomplete_multipart_upload", "days_after_initiation");
  return [
    ...(abort.length === 0 ? ["parts of uploads that were given up stay for ever"] : []),
    ...(abort.some((after) => after <= uploadDays)
      ? [`parts go after ${Math.min(...abort)} days, and an upload may take ${uploadDays}`]
      : []),
    ...(days("noncurrent_version_expiration", "noncurrent_days").length === 0 ? ["old versions stay for ever"] : []),
  ];
}

function corsFaults(bucket: Bucket, deployed: Deployed): string[] {
  const rules = ["aws_s3_bucket_cors_configuration", "aws_s3_bucket"].flatMap(
    (type) => settingsOf(type, bucket, deployed)?.blocks("cors_rule") ?? [],
  );
  const put = rules.filter((rule) => rule.texts("allowed_methods").includes("PUT"));
  const takes = (header: string) =>
    put.some((rule) => rule.texts("allowed_headers").some((allowed) => allowed === "*" || allowed.toLowerCase() === header));
  return [
    ...(put.length === 0 ? ["a browser cannot send parts"] : []),
    ...(put.length > 0 && !takes("x-amz-checksum-crc32") ? ["a browser cannot send a part's checksum"] : []),
  ];
}
