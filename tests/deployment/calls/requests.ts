// What driving a stack takes: requests of its API, and faults of single objects.
import type { Fault } from "../../../local/emulator/faults.ts";
import type { TestStack } from "../../end-to-end/test-stack.ts";

export const lines = ["Quiz1,85,76,90", "Quiz2,78,88,85"];

/** Matches requests on objects whose keys end so. */
export function isKey(end: string): NonNullable<Fault["match"]> {
  return ({ resource }) => resource.endsWith(end);
}

export function post(stack: TestStack, body: object, headers: Record<string, string> = {}): Promise<Response> {
  const all = { "content-type": "application/json", ...headers };
  return fetch(`${stack.api.url}/submissions`, { method: "POST", headers: all, body: JSON.stringify(body) });
}

export function get(stack: TestStack, path: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${stack.api.url}${path}`, { headers, redirect: "manual" });
}

/** Waits for all of them. Throws where one has another status. */
export async function expectStatus(expected: number, ...responses: Promise<Response>[]): Promise<void> {
  for (const response of responses) {
    const { status, url, text } = await response.then(async (answer) => ({
      status: answer.status,
      url: answer.url,
      text: await answer.text(),
    }));
    if (status !== expected) throw new Error(`${url} answered ${status}, not ${expected}: ${text.slice(0, 300)}`);
  }
}
