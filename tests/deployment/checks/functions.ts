// Every function runs on what it was tested on, under a role of its own that Lambda alone may take, logs to a group that is there, and is rolled out by an alias.
import { decide, type Principal } from "../iam/evaluate.ts";
import type { Deployed } from "../state/deployed.ts";
import type { DeployedFunction, Role } from "../state/functions.ts";
import type { Check } from "./world.ts";

export const functionsAreSetUp: Check = ({ deployed }) =>
  deployed.functions.flatMap((deployedFunction) =>
    functionFaults(deployedFunction, deployed).map((fault) => `${deployedFunction.name}: ${fault}.`),
  );

function functionFaults(deployedFunction: DeployedFunction, deployed: Deployed): string[] {
  const { runtime, architecture, handler, roleArn, isTraced, logFormat, logGroup, aliases, sourceCodeHash, name } = deployedFunction;
  const role = deployed.roles.find(({ arn }) => arn === roleArn);
  const sharing = deployed.functions.filter((other) => other.roleArn === roleArn).length;
  const group = deployed.logGroups.find((candidate) => candidate.name === (logGroup ?? `/aws/lambda/${name}`));
  return [
    ...(runtime === "nodejs24.x" ? [] : [`it runs on ${runtime}`]),
    ...(architecture === "arm64" ? [] : [`it runs on ${architecture || "x86_64"}`]),
    ...(handler === "index.handler" ? [] : [`its handler is ${handler}`]),
    ...(sourceCodeHash === "" ? ["a change of its code is not noticed"] : []),
    ...(isTraced ? [] : ["it is not traced"]),
    ...(logFormat === "JSON" ? [] : ["its log is not JSON"]),
    ...(group === undefined
      ? [`its log group ${logGroup ?? ""} is not there`]
      : group.retentionDays > 0
        ? []
        : ["its log is kept for ever"]),
    ...(aliases.length === 1 && aliases[0]?.name === "live" ? [] : ["it has not the one alias live"]),
    ...(sharing === 1 ? [] : [`${sharing} functions have its role`]),
    ...(role === undefined ? ["its role is not there"] : trustFaults(role, deployed)),
  ];
}

function trustFaults({ arn, trust }: Role, { account }: Deployed): string[] {
  const mayAssume = (principal: Principal) =>
    decide(
      { principal, action: "sts:AssumeRole", resource: arn, resourceAccount: account, context: { "aws:SourceAccount": account } },
      { identity: [], resource: [trust], resourceDecides: true },
    ).allowed;
  const service = (name: string): Principal => ({ kind: "service", name });
  const others: Principal[] = [service("ec2.amazonaws.com"), service("apigateway.amazonaws.com"), { kind: "anonymous" }];
  return [
    ...(mayAssume(service("lambda.amazonaws.com")) ? [] : ["Lambda may not take its role"]),
    ...(others.some(mayAssume) ? ["others than Lambda may take its role"] : []),
  ];
}
