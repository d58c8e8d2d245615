// The pages behind the links in a mail: plain, and nothing runs in them.
import { createHash } from "node:crypto";
import { escapeXml } from "../fauxqs.ts";

const STYLE = `
:root { color-scheme: light dark; font: 1rem / 1.5 system-ui, sans-serif; }
body { max-width: 40rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.25rem; }
button { min-height: 2.75rem; padding: 0 1rem; font: inherit; cursor: pointer; }
`;

/** A form of a page may only be sent here, and no other page may put it in a frame of its own. */
export const PAGE_HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy": `default-src 'none'; style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
};

export interface PageContent {
  title: string;
  text: string;
  /** What a button says that posts to the page's own address. */
  button?: string;
}

export function page({ title, text, button }: PageContent): string {
  const form = button === undefined ? "" : `\n<form method="post"><button>${escapeXml(button)}</button></form>`;
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeXml(title)}</title><style>${STYLE}</style></head>
<body><h1>${escapeXml(title)}</h1><p>${escapeXml(text)}</p>${form}</body>
</html>
`;
}
