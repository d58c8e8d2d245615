// `npm start`: the whole pipeline on this machine, until Ctrl-C.
import { join } from "node:path";
import { styleText } from "node:util";
import { readPipeline } from "../generated/validators/read-pipeline.js";
import pipelineFile from "../pipeline.json" with { type: "json" };
import { definitionOf } from "./definition.ts";
import { type Stack, startStack } from "./stack.ts";
import { startOptions, usage } from "./start-options.ts";

async function main(): Promise<void> {
  const options = startOptions(process.argv.slice(2), process.env);
  if (options === "help") return console.log(usage);
  if (!readPipeline(pipelineFile)) throw new Error(`pipeline.json is not valid: ${JSON.stringify(readPipeline.errors?.[0])}`);
  const stack = await startStack({
    ...options,
    definition: definitionOf(pipelineFile, "scoreline"),
    bundles: join(import.meta.dirname, "../dist"),
    log: (functionName, line) => console.log(styleText("dim", `${functionName}  ${line}`)),
  });
  console.log(welcome(stack));
  stopOnSignal(stack);
}

function welcome({ api, inbox, emulator }: Stack): string {
  return `
Scoreline is running on this machine.

  API     ${api.url}/submissions
  Inbox   ${inbox.url}
  AWS     ${emulator.url}   (S3, SQS and SNS: AWS_ENDPOINT_URL for the AWS CLI or an SDK)

Submit score lines, and look at the inbox:

  curl -X POST "${api.url}/submissions" -H "Content-Type: application/json" \\
       -d '{"data": ["Quiz1,85,76,90", "Quiz2,78,88,85", "Quiz3,92,90,87"]}'

Everything is kept in memory. Ctrl-C stops it.
`;
}

/** The first Ctrl-C stops everything; a second does not wait for it. */
function stopOnSignal(stack: Stack): void {
  let stopping = false;
  const stop = () => {
    if (stopping) process.exit(130);
    stopping = true;
    stack.stop().then(
      () => process.exit(0),
      (error) => fail(error),
    );
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
}

function fail(error: unknown): never {
  const taken = error instanceof Error && "code" in error && error.code === "EADDRINUSE" && "port" in error ? error.port : undefined;
  if (taken !== undefined) console.error(`Port ${taken} is taken. Choose others: npm start -- --port 3100 --inbox-port 3101`);
  else console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

await main().catch(fail);
