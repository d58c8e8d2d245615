// What the role of each function has to be allowed, in a deployment: for its own calls, and for those that AWS makes in its name.
import { type Call, nameOf } from "../calls/call.ts";
import type { Deployed } from "../state/deployed.ts";
import type { DeployedFunction } from "../state/functions.ts";
import { shortNameOf } from "../state/short-names.ts";
import { needsOf } from "./operations.ts";

export interface Need {
  functionName: string;
  action: string;
  /** ARN. */
  resource: string;
  context?: Record<string, string>;
  /** For messages. */
  why: string;
}

/** Where short names are in a deployment; undefined for what it does not have. */
interface Place {
  arn: string;
  /** Of what an object is in: its bucket. */
  containerArn: string;
  key?: string;
}

/** Throws where a call is on a resource that the deployment does not have. */
export function neededBy(functionName: string, deployed: Deployed, calls: readonly Call[]): Need[] {
  const deployedFunction = deployed.functions.find(({ name }) => shortNameOf(name, deployed) === functionName);
  if (deployedFunction === undefined) throw new Error(`The function ${functionName} is not deployed.`);
  return [
    ...calls.filter((call) => call.functionName === functionName).flatMap((call) => neededFor(call, deployed)),
    ...neededByLambda(functionName, deployedFunction, deployed),
  ];
}

function neededFor(call: Call, deployed: Deployed): Need[] {
  const { functionName, service } = call;
  const place = placeOf(call, deployed);
  const { actions, bucketActions, keyActions } = needsOf(call);
  const why = nameOf(call);
  const need = (action: string, resource: string, context?: Record<string, string>): Need => ({
    functionName,
    action,
    resource,
    why,
    ...(context && { context }),
  });
  const keyArn = place.key === undefined ? undefined : keyArnOf(place.key, deployed);
  return [
    ...actions.map((action) => need(action, place.arn)),
    ...bucketActions.map((action) => need(action, place.containerArn)),
    ...(keyArn === undefined ? [] : keyActions.map((action) => need(action, keyArn, keyContext(service, place, deployed)))),
  ];
}

function placeOf({ service, resource, key }: Call, deployed: Deployed): Place {
  const things = { s3: deployed.buckets, sqs: deployed.queues, sns: deployed.topics }[service];
  const thing = things.find(({ name }) => shortNameOf(name, deployed) === resource);
  if (thing === undefined) throw new Error(`${service} ${resource} is not deployed.`);
  const arn = key === undefined ? thing.arn : `${thing.arn}/${key}`;
  return { arn, containerArn: thing.arn, ...(thing.key !== undefined && { key: thing.key }) };
}

/** Undefined for AWS's own keys (`alias/aws/s3`), which every principal of the account may use through the service. */
export function keyArnOf(given: string, { keys }: Deployed): string | undefined {
  if (given.includes("alias/aws/")) return undefined;
  return keys.find(({ arn, id }) => given === arn || given === id)?.arn ?? given;
}

/** A service that uses a key for whoever calls it says so ("kms:ViaService"), and names what it is for. */
function keyContext(service: Call["service"], { containerArn }: Place, { region, account }: Deployed): Record<string, string> {
  return {
    "kms:ViaService": `${service}.${region}.amazonaws.com`,
    "kms:CallerAccount": account,
    // With bucket keys, which are on, it is the bucket's ARN.
    [`kms:EncryptionContext:aws:${service}:${{ s3: "arn", sqs: "arn", sns: "topicArn" }[service]}`]: containerArn,
  };
}

/** "Lambda execution role": logs to its own group, which is there; traces where it is traced; the queue that is polled for it. */
function neededByLambda(functionName: string, { name, logGroup, isTraced, aliases, arn }: DeployedFunction, deployed: Deployed): Need[] {
  const group = `arn:aws:logs:${deployed.region}:${deployed.account}:log-group:${logGroup ?? `/aws/lambda/${name}`}`;
  const invoked = [arn, ...aliases.map((alias) => alias.arn)];
  const need = (action: string, resource: string, why: string): Need => ({
    functionName,
    action,
    resource,
    why: `${functionName}: ${why}`,
  });
  return [
    need("logs:CreateLogStream", `${group}:log-stream:2026/11/28/[1]0000`, "its log"),
    need("logs:PutLogEvents", `${group}:log-stream:2026/11/28/[1]0000`, "its log"),
    ...(isTraced ? ["xray:PutTraceSegments", "xray:PutTelemetryRecords"].map((action) => need(action, "*", "its traces")) : []),
    ...deployed.mappings
      .filter(({ functionArn }) => invoked.includes(functionArn))
      .flatMap(({ queueArn }) =>
        ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"].map((action) =>
          need(action, queueArn, "the mapping's polls"),
        ),
      ),
  ];
}
