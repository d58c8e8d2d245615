// Words and lines of a mail: what people wrote, made fit to stand in it.

/** Columns of a line; mail programs break longer ones where they like. */
export const columns = 78;

/** Control characters, line and direction marks would break the table, or the mail; they become spaces. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ").trim();
}

/** At most so many characters, the last one an ellipsis where some had to go. */
export function shorten(text: string, width: number): string {
  const characters = [...text];
  return characters.length <= width ? text : `${characters.slice(0, Math.max(width - 1, 0)).join("")}…`;
}

/** Lines of two columns less than a mail has, which leaves room to indent them; a word that is longer is cut. */
export function wrap(text: string): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ").flatMap((word) => word.match(/.{1,70}/gu) ?? [])) {
    if (line !== "" && [...line].length + 1 + [...word].length > columns - 2) {
      lines.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

/** `1 quiz`, `3 quizzes`. */
export function plural(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
