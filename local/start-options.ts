// The options of `npm start`.
import { parseArgs } from "node:util";

export interface StartOptions {
  port: number;
  inboxPort: number;
  timeScale: number;
}

export const usage = `npm start -- [options]

  --port N         port of the API (3000; or the environment variable PORT)
  --inbox-port N   port of the inbox (the API's port plus one)
  --time-scale N   divides every duration of pipeline.json: retries and time-outs N times as fast (1)
  --help           this text

Port 0 is any free port.`;

/** Reads the command line and the environment. Throws an error that says which option is wrong and what it takes. */
export function startOptions(args: string[], environment: Record<string, string | undefined>): StartOptions | "help" {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: "string" },
      "inbox-port": { type: "string" },
      "time-scale": { type: "string" },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) return "help";
  const port = portNumber(values.port ?? environment.PORT ?? "3000", "--port (or PORT)");
  const inboxPort = portNumber(values["inbox-port"] ?? String(port === 0 ? 0 : port + 1), "--inbox-port");
  const timeScale = Number(values["time-scale"] ?? "1");
  if (!(timeScale >= 1 && timeScale <= 1000)) throw new Error(`--time-scale takes a number from 1 to 1000, not "${values["time-scale"]}".`);
  return { port, inboxPort, timeScale };
}

function portNumber(text: string, option: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new Error(`${option} takes a port from 0 to 65535, not "${text}".`);
  return port;
}
