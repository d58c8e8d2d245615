// What a function needs from its environment, checked once, when the module is loaded.

/**
 * The named environment variables, by name. Throws an error that names every missing or empty one.
 *
 * @example const { RAW_BUCKET } = environment("RAW_BUCKET");
 */
export function environment<Name extends string>(...names: Name[]): Record<Name, string> {
  const missing = names.filter((name) => !process.env[name]);
  if (missing.length > 0)
    throw new Error(
      `${missing.join(", ")} ${missing.length === 1 ? "is" : "are"} not set. ` +
        "The function's environment is derived from pipeline.json (reads, writes, sends, publishes): look there and at what deployed it.",
    );
  return Object.fromEntries(names.map((name) => [name, process.env[name] ?? ""])) as Record<Name, string>;
}
