// A client of the GET routes that also tells which requests of S3 an answer took.
import { expect } from "@jest/globals";
import { accept } from "../../functions/boundary/contract.ts";
import { readProblem } from "../../generated/validators/read-problem.js";
import type { TestStack } from "./test-stack.ts";

type Headers = Record<string, string>;

export function readerOf(stack: () => TestStack) {
  /** Follows no redirect. */
  const get = (path: string, headers: Headers = {}) => fetch(`${stack().api.url}${path}`, { headers, redirect: "manual" });

  async function counted(path: string, headers?: Headers) {
    const { requests } = stack().emulator;
    requests.clear();
    const response = await get(path, headers);
    const bytes = Buffer.from(await response.arrayBuffer());
    return {
      status: response.status,
      headers: response.headers,
      bytes,
      json: () => JSON.parse(bytes.toString()) as unknown,
      /** Such as `HeadObject scoreline-results/key`. */
      requests: requests.all.flatMap(({ service, operation, resource }) => (service === "s3" ? [`${operation} ${resource}`] : [])),
    };
  }

  async function problemOf(path: string, headers?: Headers) {
    const { json, ...rest } = await counted(path, headers);
    expect(rest.headers.get("content-type")).toBe("application/problem+json");
    return { ...rest, body: accept("problem", readProblem, json()) };
  }

  return { get, counted, problemOf };
}
