// One function as the host runs it: the settings of a Lambda function, and what is derived from them for every environment.

export interface FunctionDefinition {
  name: string;
  /** The built bundle: a directory with `index.mjs`, which exports `handler`. */
  directory: string;
  memoryMb: number;
  timeoutSeconds: number;
  /** The function's own variables; AWS_ENDPOINT_URL is one of them. */
  environment: Record<string, string>;
  /** How many invocations run at a time: Lambda's reserved concurrency. */
  maximumEnvironments: number;
}

const defaultRegion = "us-east-1";

export function functionArn({ name, environment }: FunctionDefinition): string {
  const { AWS_REGION = defaultRegion } = environment;
  return `arn:aws:lambda:${AWS_REGION}:000000000000:function:${name}`;
}

/**
 * Everything that the process of an environment sees (AWS: "Defined runtime environment variables"): what Lambda defines, then the
 * function's own variables, and of this machine's environment only PATH. HOME is the bundle's directory, so that no ~/.aws of this machine
 * is read. Region and credentials, which Lambda reserves, may be overridden here, for there is no role to take them from.
 */
export function processEnvironment(definition: FunctionDefinition, runtimeApi: string, environmentId: string): Record<string, string> {
  const { PATH = "" } = process.env;
  const { AWS_REGION = defaultRegion } = definition.environment;
  return {
    PATH,
    HOME: definition.directory,
    LANG: "en_US.UTF-8",
    TZ: ":UTC",
    AWS_REGION,
    AWS_DEFAULT_REGION: AWS_REGION,
    // Whom a request to the emulator comes from is read off it.
    AWS_ACCESS_KEY_ID: definition.name,
    AWS_SECRET_ACCESS_KEY: "local",
    ...definition.environment,
    AWS_LAMBDA_FUNCTION_NAME: definition.name,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(definition.memoryMb),
    AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${definition.name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: `${new Date().toISOString().slice(0, 10).replaceAll("-", "/")}/[$LATEST]${environmentId.replaceAll("-", "")}`,
    AWS_LAMBDA_RUNTIME_API: runtimeApi,
    LAMBDA_TASK_ROOT: definition.directory,
    _HANDLER: "index.handler",
  };
}

/** Node's flags for a memory size: a tenth for the young generation, the rest for the old, as AWS's Node runtimes set them. */
export function heapFlags({ memoryMb }: FunctionDefinition): string[] {
  const young = Math.floor(memoryMb / 10);
  return [`--max-semi-space-size=${Math.max(1, Math.floor(young / 2))}`, `--max-old-space-size=${memoryMb - young}`];
}
