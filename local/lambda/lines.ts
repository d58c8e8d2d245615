// Splits what a process writes into lines. Not node:readline, which also breaks at U+2028 and U+2029, which JSON strings may hold.
import type { Readable } from "node:stream";

/** Calls `onLine` with each line of the stream, without its end; the last one also when it has no end. */
export function forEachLine(stream: Readable, onLine: (line: string) => void): void {
  let rest = "";
  stream.setEncoding("utf8");
  stream.on("data", (text: string) => {
    const lines = (rest + text).split(/\r?\n/);
    rest = lines.pop() ?? "";
    for (const line of lines) onLine(line);
  });
  stream.on("end", () => {
    if (rest !== "") onLine(rest);
  });
}
