// `npm run test:deployment` where it cannot run.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect, test } from "@jest/globals";

async function run(args: string[], environment: Record<string, string> = {}): Promise<{ code: unknown; output: string }> {
  const script = join(import.meta.dirname, "../../scripts/test-deployment.ts");
  const child = spawn(process.execPath, [script, ...args], { env: { ...process.env, ...environment } });
  const streams = Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = await once(child, "close");
  return { code, output: (await streams).join("") };
}

test("without Terraform it says how to get it, and fails", async () => {
  const { code, output } = await run([], { TERRAFORM: "/nowhere/terraform" });
  expect(code).toBe(1);
  expect(output).toContain("There is no Terraform: /nowhere/terraform cannot be run.");
  expect(output).toContain("https://developer.hashicorp.com/terraform/install");
});

test("an option that there is not is told, and --help lists those that there are", async () => {
  expect(await run(["--statick"])).toMatchObject({ code: 1, output: expect.stringContaining("Unknown option '--statick'") });
  expect(await run(["--help"])).toMatchObject({ code: 0, output: expect.stringContaining("--static") });
});

test("where the configuration is not formatted or valid it says what is wrong, and applies nothing", async () => {
  // A command that takes nothing but `version`.
  const { code, output } = await run([], { TERRAFORM: `${process.execPath} ${join(import.meta.dirname, "terraform-that-refuses.mjs")}` });
  expect(code).toBe(1);
  expect(output).toContain("terraform fmt -check -recursive -diff failed:\nrefused: fmt");
  expect(output).not.toContain("apply");
});
