// `npm run docs` writes the reference of all contracts to dist/docs/: open index.html.
import { join, relative } from "node:path";
import { renderDocs, writeDocs } from "./docs/write-docs.ts";

const folder = join(import.meta.dirname, "../dist/docs");

try {
  const files = await renderDocs();
  await writeDocs(folder, files);
  console.log(`Wrote ${files.size} files. Open ${relative(process.cwd(), join(folder, "index.html"))}.`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
