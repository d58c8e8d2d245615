// HTML from templates: what is put in is escaped, unless it came out of such a template itself.

/** HTML that may stand as it is. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** Text is escaped, lists are joined, and what is false or undefined is left out. */
export type Content = Markup | string | number | false | undefined | readonly Content[];

export function html(strings: TemplateStringsArray, ...contents: Content[]): Markup {
  return new Markup(strings.reduce((text, string, index) => text + rendered(contents[index - 1]) + string));
}

function rendered(content: Content): string {
  if (content instanceof Markup) return content.text;
  if (content === false || content === undefined) return "";
  if (typeof content === "string" || typeof content === "number") return escaped(String(content));
  return content.map(rendered).join("");
}

/** `code` between backticks, as the descriptions write it; the rest is escaped. */
export function prose(text: string): Markup {
  const parts = text.split(/(`[^`]+`)/);
  return html`${parts.map((part) => (part.length > 2 && part.startsWith("`") ? html`<code>${part.slice(1, -1)}</code>` : part))}`;
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
}
