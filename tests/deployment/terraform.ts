// Runs Terraform on a throw-away copy of the configuration.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFile, cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { text } from "node:stream/consumers";

const root = join(import.meta.dirname, "../..");

/** The command: `terraform`, or what TERRAFORM says, which may have arguments of its own, between blanks. */
export function terraformCommand(): string[] {
  return (process.env.TERRAFORM ?? "terraform").split(/\s+/).filter((part) => part !== "");
}

export interface Ended {
  code: number;
  /** Both streams. */
  output: string;
  /** What it printed on the first one. */
  printed: string;
}

/**
 * Runs Terraform in a folder. It gets no credentials of this machine, so that it can never touch an account, whatever provider it has. Rejects where the
 * command cannot be started.
 */
export async function terraform(folder: string, ...args: string[]): Promise<Ended> {
  const [command = "", ...before] = terraformCommand();
  const child = spawn(command, [...before, `-chdir=${folder}`, ...args], { env: environment(), stdio: ["ignore", "pipe", "pipe"] });
  const streams = Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = await once(child, "close");
  const [printed, errors] = await streams;
  return { code: Number(code ?? 1), printed, output: printed + errors };
}

/** Of this machine's environment what is not AWS's; instead of that a region, and keys that no account knows. */
function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(AWS_|TF_(VAR|CLI_ARGS|DATA_DIR|WORKSPACE))/.test(name));
  return {
    ...Object.fromEntries(kept),
    TF_IN_AUTOMATION: "1",
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: "offline",
    AWS_SECRET_ACCESS_KEY: "offline",
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    AWS_EC2_METADATA_DISABLED: "true",
  };
}

export interface Copy {
  /** Where the configuration lies: `terraform`, beside what it reads. */
  folder: string;
  /** Removes it. */
  remove(): Promise<void>;
}

/** Copies terraform/, with pipeline.json and the built functions beside it, and its state in a file of its own. */
export async function copyConfiguration(): Promise<Copy> {
  const place = await mkdtemp(join(tmpdir(), "scoreline-deployment-"));
  const folder = join(place, "terraform");
  await cp(join(root, "terraform"), folder, {
    recursive: true,
    filter: (source) => !/^(\.terraform|.*\.tfstate.*|.*\.tfvars)$/.test(basename(source)),
  });
  await symlink(join(root, "pipeline.json"), join(place, "pipeline.json"));
  // Copied: a zip that is built anew in the middle of an apply would be another one than was planned.
  await mkdir(join(place, "dist"));
  for (const zip of (await readdir(join(root, "dist"))).filter((file) => file.endsWith(".zip")))
    await copyFile(join(root, "dist", zip), join(place, "dist", zip));
  await writeFile(join(folder, "backend_override.tf"), 'terraform {\n  backend "local" {}\n}\n');
  return { folder, remove: () => rm(place, { recursive: true, force: true }) };
}

/** Initialises a copy. What another one has of it can be taken over, which is quicker. Throws what Terraform says. */
export async function initialise(folder: string, from?: string): Promise<void> {
  if (from === undefined) return succeed(await terraform(folder, "init", "-input=false", "-no-color"), "init");
  await mkdir(join(folder, ".terraform"), { recursive: true });
  await cp(join(from, ".terraform"), join(folder, ".terraform"), { recursive: true });
}

/** Applies a copy with variables, and gives what `show -json` prints of the state. Throws what Terraform says. */
export async function applied(folder: string, variables: object): Promise<string> {
  await writeFile(join(folder, "check.auto.tfvars.json"), JSON.stringify(variables));
  succeed(await terraform(folder, "apply", "-auto-approve", "-input=false", "-no-color", "-lock=false", "-compact-warnings"), "apply");
  const shown = await terraform(folder, "show", "-json");
  succeed(shown, "show");
  return shown.printed;
}

function succeed({ code, output }: Ended, command: string): void {
  if (code !== 0) throw new TerraformError(command, output);
}

const withoutAccount =
  "\n\nThis provider asks for an account, and gets none here. Give TERRAFORM one that works offline, or run what needs no apply: " +
  "npm run test:deployment -- --static";

/** Terraform refused: the configuration is wrong, or what it needs is not there. */
export class TerraformError extends Error {
  constructor(command: string, output: string) {
    // What it did before is of no interest.
    const [, ...errors] = output.split(/^(?=Error: )/m);
    super(`terraform ${command} failed:\n${(errors.join("") || output).trim()}${/credential|STS/i.test(output) ? withoutAccount : ""}`);
    this.name = "TerraformError";
  }
}
