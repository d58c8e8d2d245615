// The functions of a state, their roles, and what invokes them.
import { type Policy, readPolicy } from "../iam/policy.ts";
import { policiesOfRole } from "./policies.ts";
import type { Resource, Values } from "./resources.ts";

export interface DeployedFunction {
  name: string;
  arn: string;
  roleArn: string;
  runtime: string;
  architecture: string;
  handler: string;
  memoryMb: number;
  timeoutSeconds: number;
  /** The zip that is deployed, and its hash as the configuration says it. */
  filename: string;
  sourceCodeHash: string;
  environment: Record<string, string>;
  logGroup?: string;
  logFormat?: string;
  isTraced: boolean;
  aliases: Alias[];
}

export interface Alias {
  name: string;
  arn: string;
  invokeArn: string;
  version: string;
  /** Who may invoke it. */
  policies: Policy[];
}

export interface Role {
  name: string;
  arn: string;
  policies: Policy[];
  trust: Policy;
}

export interface Mapping {
  queueArn: string;
  /** A function or an alias, as an ARN. */
  functionArn: string;
  isEnabled: boolean;
  batchSize: number;
  batchingWindowSeconds: number;
  maximumConcurrency?: number;
  responseTypes: string[];
}

export function functionsOf(resources: Resource[]): DeployedFunction[] {
  return resources.filter(({ type }) => type === "aws_lambda_function").map(({ values }) => functionOf(values, resources));
}

function functionOf(values: Values, resources: Resource[]): DeployedFunction {
  const name = values.text("function_name");
  const [logging] = values.blocks("logging_config");
  const logGroup = logging?.optionalText("log_group");
  const logFormat = logging?.optionalText("log_format");
  const aliases = resources.filter(({ type, values }) => type === "aws_lambda_alias" && isOf(values.text("function_name"), name));
  return {
    name,
    arn: values.text("arn"),
    roleArn: values.text("role"),
    runtime: values.text("runtime"),
    architecture: values.texts("architectures").join(),
    handler: values.text("handler"),
    memoryMb: values.number("memory_size"),
    timeoutSeconds: values.number("timeout"),
    filename: values.text("filename"),
    sourceCodeHash: values.optionalText("source_code_hash") ?? "",
    environment: values.blocks("environment")[0]?.map("variables") ?? {},
    ...(logGroup !== undefined && { logGroup }),
    ...(logFormat !== undefined && { logFormat }),
    isTraced: values.blocks("tracing_config")[0]?.optionalText("mode") === "Active",
    aliases: aliases.map(({ values }) => aliasOf(values, name, resources)),
  };
}

/** A function is named by its name or its ARN. */
function isOf(given: string, name: string): boolean {
  return given === name || given.endsWith(`:function:${name}`);
}

function aliasOf(values: Values, functionName: string, resources: Resource[]): Alias {
  const [name, arn] = [values.text("name"), values.text("arn")];
  const permissions = resources.filter(
    ({ type, values }) =>
      type === "aws_lambda_permission" && isOf(values.text("function_name"), functionName) && values.optionalText("qualifier") === name,
  );
  return {
    name,
    arn,
    invokeArn: values.text("invoke_arn"),
    version: values.text("function_version"),
    policies: permissions.map(({ address, values }) => readPolicy(address, permissionPolicy(values, arn))),
  };
}

/** The statement that Lambda writes for a permission ("AddPermission"). */
function permissionPolicy(values: Values, arn: string): string {
  const sourceArn = values.optionalText("source_arn");
  const sourceAccount = values.optionalText("source_account");
  const principal = values.text("principal");
  const conditions = {
    ...(sourceArn !== undefined && { ArnLike: { "AWS:SourceArn": sourceArn } }),
    ...(sourceAccount !== undefined && { StringEquals: { "AWS:SourceAccount": sourceAccount } }),
  };
  const statement = {
    Effect: "Allow",
    Principal: principal.includes(".") ? { Service: principal } : principal === "*" ? "*" : { AWS: principal },
    Action: values.text("action"),
    Resource: arn,
    ...(Object.keys(conditions).length > 0 && { Condition: conditions }),
  };
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}

export function rolesOf(resources: Resource[]): Role[] {
  return resources
    .filter(({ type }) => type === "aws_iam_role")
    .map(({ address, values }) => {
      for (const attribute of ["permissions_boundary"])
        if (values.optionalText(attribute) !== undefined)
          throw new Error(`${address} has a ${attribute}, which this evaluator does not know.`);
      const name = values.text("name");
      return {
        name,
        arn: values.text("arn"),
        policies: policiesOfRole(resources, name),
        trust: readPolicy(`${address}, trust`, values.text("assume_role_policy")),
      };
    });
}

export function mappingsOf(resources: Resource[]): Mapping[] {
  return resources
    .filter(({ type }) => type === "aws_lambda_event_source_mapping")
    .map(({ values }) => {
      const maximumConcurrency = values.blocks("scaling_config")[0]?.optionalNumber("maximum_concurrency");
      return {
        queueArn: values.text("event_source_arn"),
        functionArn: values.text("function_name"),
        isEnabled: values.optionalText("state") !== "Disabled",
        batchSize: values.optionalNumber("batch_size") ?? 10,
        batchingWindowSeconds: values.optionalNumber("maximum_batching_window_in_seconds") ?? 0,
        ...(maximumConcurrency !== undefined && { maximumConcurrency }),
        responseTypes: values.texts("function_response_types"),
      };
    });
}
