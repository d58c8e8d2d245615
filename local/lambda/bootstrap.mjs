// The process of one execution environment: a client of the Lambda Runtime API that imports `index.mjs` and runs its `handler`, as
// AWS's own Node 24 runtime does (aws-lambda-nodejs-runtime-interface-client). Plain JavaScript, and node:http without its ES module
// (which loads undici and http2), because every cold start pays for this file.
const http = process.getBuiltinModule("node:http");
const { pathToFileURL } = process.getBuiltinModule("node:url");

const environment = process.env;
const [host, port] = environment.AWS_LAMBDA_RUNTIME_API.split(":");
const agent = new http.Agent({ keepAlive: true });

/** The invocation whose outcome is still owed; undefined while initialising and between invocations. */
let requestId;

function call(method, path, body, headers = {}) {
  return new Promise((resolve, reject) => {
    const sized =
      body === undefined ? headers : { ...headers, "content-type": "application/json", "content-length": Buffer.byteLength(body) };
    const request = http.request({ host, port, agent, method, path: `/2018-06-01/runtime/${path}`, headers: sized }, (response) => {
      const chunks = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("end", () => resolve({ headers: response.headers, text: Buffer.concat(chunks).toString() }));
      response.on("error", reject);
    });
    request.on("error", reject);
    request.end(body);
  });
}

function describe(error) {
  return error instanceof Error
    ? { errorType: error.name || "Error", errorMessage: error.message, trace: error.stack?.split("\n") ?? [] }
    : { errorType: typeof error, errorMessage: String(error), trace: [] };
}

function named(name, error) {
  return Object.assign(error, { name });
}

/** Tells the Runtime API, and the log as AWS's runtime does, that the invocation or the initialisation failed. */
async function report(error) {
  const id = requestId;
  requestId = undefined;
  const { errorType, errorMessage, trace } = describe(error);
  const title = id === undefined ? "Init Error" : "Invoke Error";
  console.error(`${new Date().toISOString()}\t${id ?? ""}\tERROR\t${title}\t${JSON.stringify({ errorType, errorMessage, stack: trace })}`);
  const body = id === undefined ? { errorType, errorMessage, stackTrace: trace } : { errorType, errorMessage, trace };
  const path = id === undefined ? "init/error" : `invocation/${id}/error`;
  await call("POST", path, JSON.stringify(body), { "Lambda-Runtime-Function-Error-Type": encodeURIComponent(errorType) });
}

async function loadHandler() {
  let module;
  try {
    module = await import(pathToFileURL(`${environment.LAMBDA_TASK_ROOT}/index.mjs`).href);
  } catch (error) {
    if (error?.code === "ERR_MODULE_NOT_FOUND") throw named("Runtime.ImportModuleError", error);
    if (error instanceof SyntaxError) throw named("Runtime.UserCodeSyntaxError", error);
    throw error;
  }
  if (typeof module.handler === "function") return module.handler;
  throw named("Runtime.HandlerNotFound", new Error("index.handler is undefined or not exported"));
}

function contextOf(headers) {
  const deadline = Number(headers["lambda-runtime-deadline-ms"]);
  return {
    awsRequestId: headers["lambda-runtime-aws-request-id"],
    invokedFunctionArn: headers["lambda-runtime-invoked-function-arn"],
    functionName: environment.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: environment.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: environment.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: environment.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: environment.AWS_LAMBDA_LOG_STREAM_NAME,
    getRemainingTimeInMillis: () => deadline - Date.now(),
  };
}

function serialise(result) {
  try {
    return JSON.stringify(result === undefined ? null : result);
  } catch {
    throw new Error("Unable to stringify response body");
  }
}

async function answer(handler, headers, event) {
  try {
    return serialise(await handler(JSON.parse(event), contextOf(headers)));
  } catch (error) {
    await report(error);
    return undefined;
  }
}

async function serve(handler) {
  for (;;) {
    const { headers, text } = await call("GET", "invocation/next");
    const id = headers["lambda-runtime-aws-request-id"];
    requestId = id;
    environment._X_AMZN_TRACE_ID = headers["lambda-runtime-trace-id"];
    const body = await answer(handler, headers, text);
    requestId = undefined;
    if (body !== undefined) await call("POST", `invocation/${id}/response`, body);
  }
}

/** Reports and ends: the environment's state is unknown after this, so Lambda starts another. */
async function fail(error, exitCode) {
  await report(error).catch(() => {});
  process.exit(exitCode);
}

process.on("uncaughtException", (error) => void fail(error, 129));
process.on("unhandledRejection", (reason) =>
  fail(
    named("Runtime.UnhandledPromiseRejection", new Error(reason instanceof Error ? reason.message : String(reason), { cause: reason })),
    128,
  ),
);
process.on("beforeExit", () =>
  fail(named("Runtime.NodeJsExit", new Error("Node.js had nothing left to do: a promise was never settled")), 13),
);

loadHandler().then(
  // The Runtime API is gone only when the host is: then there is nobody to tell.
  (handler) => serve(handler).catch(() => process.exit(1)),
  (error) => fail(error, 1),
);
