// `npm run test:deployment` proves that what Terraform deploys fits together, with no AWS account. See `--help`.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { recordCalls } from "../tests/deployment/calls/record.ts";
import { definitionOfDeployed } from "../tests/deployment/state/definition.ts";
import { deployedIn } from "../tests/deployment/state/deployed.ts";
import { resourcesIn } from "../tests/deployment/state/resources.ts";
import { applied, copyConfiguration, initialise, terraform, terraformCommand } from "../tests/deployment/terraform.ts";
import { prefix, variants } from "../tests/deployment/variants.ts";

const usage = `npm run test:deployment -- [options]

  (none)         format, validation, terraform test, an apply in a throw-away copy, and the checks of what it made
  --static       what needs no apply: format, validation, terraform test
  --mutations    plants faults in the configuration one at a time, and fails where a check does not find its own
  --help         this text

TERRAFORM is the command to run, with arguments between blanks; \`terraform\` when it is not set. Nothing is ever applied in an account:
Terraform gets no credentials. So the apply needs a provider that works without one; with hashicorp/aws itself use --static.`;

const root = join(import.meta.dirname, "..");

async function main(): Promise<void> {
  const options = { static: { type: "boolean" }, mutations: { type: "boolean" }, help: { type: "boolean", short: "h" } } as const;
  const { values } = parseArgs({ options });
  if (values.help) return console.log(usage);
  await requireTerraform();
  const copy = await copyConfiguration();
  const work = await mkdtemp(join(tmpdir(), "scoreline-applied-"));
  try {
    if (values.mutations) {
      await initialise(copy.folder);
      await inTurn(preparation(copy.folder, work));
      return await plantFaults(copy.folder, work);
    }
    await inTurn(staticSteps(copy.folder));
    // The two wait for different things.
    await allOf([inTurn(configurationTests(copy.folder)), values.static ? undefined : inTurn(preparation(copy.folder, work))]);
    if (!values.static) await runChecks(work);
  } finally {
    await copy.remove();
    await rm(work, { recursive: true, force: true });
  }
}

async function requireTerraform(): Promise<void> {
  const found = await terraform(root, "version").catch((error: unknown) => ({ code: 1, output: String(error) }));
  if (found.code === 0) return;
  throw new Error(
    `There is no Terraform: ${terraformCommand().join(" ")} cannot be run.\n` +
      "Install version 1.11 or later (https://developer.hashicorp.com/terraform/install), or set TERRAFORM to the command that runs it.",
  );
}

interface Step {
  name: string;
  run: () => Promise<unknown>;
}

function terraformStep(folder: string, name: string, ...args: string[]): Step {
  return {
    name,
    run: async () => {
      const { code, output } = await terraform(folder, ...args, "-no-color");
      if (code !== 0) throw new Error(`terraform ${args.join(" ")} failed:\n${output.trim()}`);
    },
  };
}

function staticSteps(folder: string): Step[] {
  return [
    terraformStep(folder, "format", "fmt", "-check", "-recursive", "-diff"),
    terraformStep(folder, "initialisation", "init", "-input=false"),
    terraformStep(folder, "validation", "validate"),
  ];
}

function configurationTests(folder: string): Step[] {
  return [terraformStep(folder, "terraform test", "test")];
}

/** Applies the variants, and runs the functions on a stack that is made from the first. */
function preparation(folder: string, work: string): Step[] {
  return [
    ...variants.map(({ name, variables }) => ({
      name: `apply (${name})`,
      run: async () => {
        const copy = await copyConfiguration();
        try {
          await initialise(copy.folder, folder);
          await writeFile(join(work, `${name}.json`), await applied(copy.folder, variables));
        } finally {
          await copy.remove();
        }
      },
    })),
    {
      name: "the functions' calls",
      run: async () => {
        const [{ name } = { name: "default" }] = variants;
        const state: unknown = JSON.parse(await readFile(join(work, `${name}.json`), "utf8"));
        const definition = definitionOfDeployed(deployedIn(resourcesIn(state), prefix));
        await writeFile(join(work, "calls.json"), JSON.stringify(await recordCalls(definition, join(root, "dist")), null, 2));
      },
    },
  ];
}

async function runChecks(work: string): Promise<void> {
  const jest = [join(root, "node_modules/jest/bin/jest.js"), "--config", join(root, "tests/deployment/jest.config.mjs")];
  const child = spawn(process.execPath, ["--experimental-vm-modules", "--disable-warning=ExperimentalWarning", ...jest], {
    cwd: root,
    env: { ...process.env, SCORELINE_DEPLOYMENT: work },
    stdio: "inherit",
  });
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error("What is deployed does not fit: see above.");
}

async function plantFaults(folder: string, work: string): Promise<void> {
  // Only here: it takes a while to load every action that IAM knows.
  const { reportMutations } = await import("../tests/deployment/mutations/report.ts");
  await reportMutations(folder, join(work, "calls.json"));
}

/** Waits for all of them, also where one fails, so that nothing goes on in what is then removed. Throws the first error. */
async function allOf(works: (Promise<void> | undefined)[]): Promise<void> {
  const failed = (await Promise.allSettled(works)).find((outcome) => outcome.status === "rejected");
  if (failed) throw failed.reason;
}

async function inTurn(steps: Step[]): Promise<void> {
  for (const { name, run } of steps) {
    const begun = performance.now();
    await run();
    console.log(`${name}  ${((performance.now() - begun) / 1000).toFixed(1)} s`);
  }
}

await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
