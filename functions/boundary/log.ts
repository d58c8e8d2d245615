// Structured logs: one JSON object a line on stdout. Ids, codes and counts only: no score, no quiz name, no cell ever goes in.

export type LogFields = Record<string, string | number | boolean | undefined>;

const levels = ["trace", "debug", "info", "warn", "error", "fatal"];
/** Lambda sets the variable from the function's logging configuration. */
const threshold = levels.indexOf((process.env.AWS_LAMBDA_LOG_LEVEL ?? "info").toLowerCase());

/** Writes one log line. `fields` say which submission (`correlationId`), which record, how many, how long. */
export function log(level: "info" | "warn" | "error", message: string, fields: LogFields = {}): void {
  if (levels.indexOf(level) < threshold) return;
  const line = { level, timestamp: new Date().toISOString(), function: process.env.AWS_LAMBDA_FUNCTION_NAME, message, ...fields };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** An error for the log: its name and message, those of what caused it, and where it was thrown. */
export function errorFields(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: String(error) };
  const cause = error.cause instanceof Error ? `${error.cause.name}: ${error.cause.message}` : undefined;
  const at = error.stack
    ?.split("\n")
    .filter((line) => line.startsWith("    at "))
    .slice(0, 3)
    .map((line) => line.slice(7))
    .join(" < ");
  return { error: error.name, reason: error.message, cause, at };
}
