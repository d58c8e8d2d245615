// JSON as people read it, with the line marked that is meant.
import { markedLines } from "../contracts/witness-text.ts";
import { html, type Markup } from "./html.ts";

const mark = "    <-- refused";

/** `at` is a JSON pointer to what is refused; where that is missing in `value`, no line is marked. */
export function jsonBlock(value: unknown, at?: string): Markup {
  if (at === undefined) return html`<pre tabindex="0"><code>${JSON.stringify(value, null, 2)}</code></pre>`;
  const lines = markedLines(value, at).map((line) =>
    line.endsWith(mark) ? html`<mark>${line.slice(0, -mark.length)}</mark> (refused)\n` : html`${line}\n`,
  );
  return html`<pre tabindex="0"><code>${lines}</code></pre>`;
}
