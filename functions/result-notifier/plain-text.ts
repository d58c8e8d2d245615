// Lines of a mail: how wide a text is, and texts cut and broken so that they fit.
import stringWidth from "string-width";

/** Columns of a line; mail programs break longer ones where they like. */
export const columns = 78;

/** What stands for what was cut off. In ASCII, since an ellipsis takes two columns in East Asian fonts, and would move what stands behind it. */
const cutOff = "...";
const longestWord = 70;
const widestCluster = 8;
const isAscii = /^[ -~]*$/;
const clusters = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Columns that a text takes in a fixed-width font: two for a CJK character or an emoji, none for a combining mark. */
export function widthOf(text: string): number {
  return stringWidth(text, { countAnsiEscapeCodes: true });
}

/** So many columns at most; where something had to go, it ends in `...`. What people take for one character stays whole. */
export function shorten(text: string, width: number): string {
  return beginningOf(text, width) === text ? text : `${beginningOf(text, width - cutOff.length)}${cutOff.slice(0, Math.max(width, 0))}`;
}

/** Lines of two columns less than a mail has, which leaves room to indent them; a word that is longer than 70 columns is cut. */
export function wrap(text: string): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ").flatMap(inPieces)) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && widthOf(longer) > columns - 2) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return [...lines, line].map(leftToRight);
}

/** Letters that are written from the right: the blocks for which Unicode keeps that direction. */
const fromTheRight = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const leftToRightMark = "\u200e";

/** A text that cannot turn its line round, nor what stands behind it: left-to-right marks, which nobody sees, stand at both ends where it might. */
export function leftToRight(text: string): string {
  return fromTheRight.test(text) ? `${leftToRightMark}${text}${leftToRightMark}` : text;
}

/** `1 quiz`, `3 quizzes`. */
export function plural(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

function inPieces(word: string): string[] {
  const pieces: string[] = [];
  for (let rest = word; rest !== ""; ) {
    const piece = beginningOf(rest, longestWord);
    pieces.push(piece);
    rest = rest.slice(piece.length);
  }
  return pieces;
}

/** Looks no further than it has to: a text may be much longer. */
function beginningOf(text: string, width: number): string {
  if (text.length <= width && isAscii.test(text)) return text;
  let beginning = "";
  let left = width;
  for (const [part, partWidth] of partsOf(text)) {
    left -= partWidth;
    if (left < 0) break;
    beginning += part;
  }
  return beginning;
}

/** What may stand by itself, with its width: a cluster, or what it consists of where, as in some scripts, it goes on and on. */
function* partsOf(text: string): Generator<[part: string, width: number]> {
  for (const { segment } of clusters.segment(text)) {
    const width = widthOf(segment);
    if (width <= widestCluster) yield [segment, width];
    else for (const character of segment) yield [character, widthOf(character)];
  }
}
