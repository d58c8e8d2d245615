// CSV as RFC 4180 has it, that a spreadsheet reads and never computes.

export type Cell = string | number | null | undefined;

/** Records as CSV: CRLF behind each, quotes where they are needed, nothing for null and undefined. */
export function csvText(records: readonly (readonly Cell[])[]): string {
  return records.map((cells) => `${cells.map(csvCell).join(",")}\r\n`).join("");
}

/**
 * A cell. A text that a spreadsheet would take for a formula begins with an apostrophe, which spreadsheets take for "this is text"; a number
 * that somebody uses as a name, such as -1, is none, and neither is a dash alone.
 */
function csvCell(cell: Cell): string {
  if (cell === null || cell === undefined) return "";
  if (typeof cell === "number") return String(cell);
  const safe = /^[=+\-@\t\r]/.test(cell) && cell !== "-" && !isPlainNumber(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function isPlainNumber(text: string): boolean {
  return /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(text);
}
