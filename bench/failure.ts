// Why something could not be measured, in a few words.

export interface Failure {
  /** Without a path of this machine. */
  reason: string;
}

const LONGEST_REASON = 120;

/** What a process that failed says of it, or null where it says nothing that one knows. */
export function reasonIn(stderr: string): string | null {
  if (stderr.includes("JavaScript heap out of memory")) return "out of memory: JavaScript heap";
  if (stderr.includes("ERR_MODULE_NOT_FOUND")) return "not installed";
  const error = /^(?:Uncaught |\[)?(\w* ?Error\b.*)$/m.exec(stderr)?.[1];
  return error === undefined ? null : inShort(error);
}

/** What an attempt gives, or why it gives nothing. */
export async function attempt<T>(measure: () => Promise<T>): Promise<T | Failure> {
  try {
    return await measure();
  } catch (error) {
    return { reason: inShort(error instanceof Error ? error.message : String(error)) };
  }
}

function inShort(reason: string): string {
  return reason.replaceAll(/(?:\/[^\s/'"`]+){2,}/g, "…").slice(0, LONGEST_REASON);
}
