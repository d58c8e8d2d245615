// Runs the stack and writes down what each function asked of AWS.
import type { StackDefinition } from "../../../local/definition.ts";
import { startTestStack } from "../../end-to-end/test-stack.ts";
import { type Call, callsOf } from "./call.ts";
import { exercise } from "./exercise.ts";

/** Waits of 2, 4, 8 and 16 s between tries take 40 to 320 ms. */
const timeScale = 50;

/** The calls of all functions on a stack that is made from this definition with the built functions in `bundles`. */
export async function recordCalls(definition: StackDefinition, bundles: string): Promise<Call[]> {
  const stack = await startTestStack({ definition: unhurried(definition), bundles, timeScale });
  try {
    await exercise(stack);
    return callsOf(stack.emulator.requests.all, definition);
  } finally {
    await stack.stop();
  }
}

/** Waits are shorter; work takes as long as it takes on this machine. */
function unhurried({ api, functions, ...rest }: StackDefinition): StackDefinition {
  const longer = <Settings extends { timeoutSeconds: number }>(settings: Settings) => ({
    ...settings,
    timeoutSeconds: settings.timeoutSeconds * timeScale,
  });
  return { ...rest, api: longer(api), functions: Object.fromEntries(Object.entries(functions).map(([name, one]) => [name, longer(one)])) };
}
