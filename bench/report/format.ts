// How figures and tables are written in the results.

const NONE = "–";

export function decimal(value: number, digits: number): string {
  return Number.isNaN(value) ? NONE : value.toFixed(digits);
}

/** Millions of bytes, with a decimal where there are few. */
export function megabytes(bytes: number): string {
  return decimal(bytes / 1e6, bytes < 10e6 ? 1 : 0);
}

export function percent(part: number): string {
  return Number.isNaN(part) ? NONE : `${Math.round(part * 100)} %`;
}

export function milliseconds(ms: number): string {
  return `${ms.toFixed(1)} ms`;
}

/** 1,000,000 */
export function grouped(count: number): string {
  return count.toLocaleString("en");
}

/** The first column is text, the others are figures but for an unnamed one at the end. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const rules = heads.map((head, index) => (index === 0 || head === "" ? "---" : "--:"));
  return [heads, rules, ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
