// Which of AWS's operations a built function can call at all, read off its bundle: the bundler leaves out the commands that nothing uses.
import { readFile } from "node:fs/promises";

/** Part of every client: they get credentials, which Lambda has put into the environment. */
const ofCredentials = new Set([
  "AssumeRole",
  "AssumeRoleWithWebIdentity",
  "CreateOAuth2Token",
  "CreateOAuth2TokenWithIAM",
  "CreateSession",
  "CreateToken",
  "GetRoleCredentials",
]);

/** The operations' names, sorted. Throws where there are none, since then the SDK is built another way than this looks for. */
export async function operationsIn(bundle: string): Promise<string[]> {
  const code = await readFile(bundle, "utf8");
  // class extends makeCommand(parameters, plugin, "PutObject", schema)
  const names = [...code.matchAll(/class extends [\w$]+\([\w$]+,[\w$]+,"([A-Z]\w+)",[\w$]+\)/g)].map(([, name = ""]) => name);
  const called = [...new Set(names)].filter((name) => !ofCredentials.has(name)).sort();
  if (called.length === 0) throw new Error(`${bundle} holds no command of the AWS SDK in the form that is known here.`);
  return called;
}
