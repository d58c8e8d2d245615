// The failures that the platform, not the function's own code, reports for an invocation, in Lambda's words.
import { payloadLimitBytes } from "./payload-limit.ts";

/** What an invoker is told of a failed invocation: the payload that Lambda returns along with `FunctionError`. */
export interface InvokeError {
  errorType: string;
  errorMessage: string;
  /** The stack, a line an item; absent where the platform and not the code failed. */
  trace?: string[];
}

/** The function ran longer than it may; Lambda kills the environment. `seconds` is the limit as it was enforced (scaled). */
export function timedOut(requestId: string, seconds: number): InvokeError {
  return {
    errorType: "Sandbox.Timedout",
    errorMessage: `RequestId: ${requestId} Error: Task timed out after ${seconds.toFixed(2)} seconds`,
  };
}

/** The process used more memory than the function has; Lambda kills it. */
export function outOfMemory(requestId: string): InvokeError {
  return { errorType: "Runtime.OutOfMemory", errorMessage: `RequestId: ${requestId} Error: Runtime exited with error: signal: killed` };
}

const signalNames: Partial<Record<NodeJS.Signals, string>> = {
  SIGABRT: "aborted (core dumped)",
  SIGKILL: "killed",
  SIGSEGV: "segmentation fault (core dumped)",
  SIGTERM: "terminated",
};

/** The process ended by itself: an exit code or a signal, one of the two. V8 out of heap is `signal: aborted`. */
export function exited(requestId: string, code: number | null, signal: NodeJS.Signals | null): InvokeError {
  const reason =
    signal !== null
      ? `Runtime exited with error: signal: ${signalNames[signal] ?? signal}`
      : code === 0
        ? "Runtime exited without providing a reason"
        : `Runtime exited with error: exit status ${code}`;
  return { errorType: "Runtime.ExitError", errorMessage: `RequestId: ${requestId} Error: ${reason}` };
}

/** The event is over the payload limit; the service refuses it before any environment sees it. */
export function requestTooLarge(): InvokeError {
  return {
    errorType: "RequestEntityTooLarge",
    errorMessage: `Request must be smaller than ${payloadLimitBytes} bytes for the InvokeFunction operation`,
  };
}

/** The function's result is over the payload limit; its work is done all the same. */
export function responseTooLarge(): InvokeError {
  return {
    errorType: "Function.ResponseSizeTooLarge",
    errorMessage: `Response payload size exceeded maximum allowed payload size (${payloadLimitBytes} bytes).`,
  };
}
