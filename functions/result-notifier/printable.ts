// What people wrote, made fit to stand in a mail.

/** More marks on one letter would run into the lines above and below. */
const mostMarks = 4;

const invisible = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/u;
/** Emoji are held together by what cannot be seen, and so are letters of some scripts, by single joiners. It is slow to look for emoji. */
const invisibleOrHolding = /(\p{RGI_Emoji}|(?<=[\p{L}\p{M}])[\u200c\u200d](?=\p{L}))|[\p{Cf}\p{Default_Ignorable_Code_Point}]/gv;
/** What is no character, or one that only its writer knows, or stands for one that was lost. */
const unknown = /[\p{Cn}\p{Co}\ufffd]/gu;
const pile = new RegExp(String.raw`(\p{M}{${mostMarks}})\p{M}+`, "gu");

/**
 * A text on one line, which cannot change how the line looks around it: line breaks and other control characters become spaces, direction marks and
 * what else cannot be seen goes, and letters bear four combining marks at most. What is no character becomes a question mark.
 */
export function printable(text: string): string {
  const onOneLine = text.toWellFormed().replace(/[\p{Cc}\p{Z}]+/gu, " ");
  const visible = invisible.test(onOneLine)
    ? onOneLine.replace(invisibleOrHolding, (_, kept: string | undefined) => kept ?? "")
    : onOneLine;
  return visible
    .replace(unknown, "?")
    .replace(/(^| )\p{M}+/gu, "$1")
    .replace(pile, "$1")
    .replace(/ +/g, " ")
    .trim();
}
