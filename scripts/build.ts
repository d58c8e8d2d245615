// `npm run build` bundles every function of pipeline.json to dist/<function>/index.mjs, which the laptop runs, and zips that to dist/<function>.zip,
// which is deployed.
import { cp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import pipeline from "../pipeline.json" with { type: "json" };
import { bundleOptions } from "./bundle-options.ts";
import { zipFolder } from "./zip-folder.ts";

const root = join(import.meta.dirname, "..");
const names = Object.keys(pipeline.functions);

/** Files that lie beside a bundle, and are read when they are asked for: in the bundle they would cost every cold start. */
const beside: Record<string, Record<string, string>> = {
  "result-reader": { schemas: "schemas/released", "openapi.json": "generated/openapi.json" },
};

// dist/docs, which `npm run docs` writes, stays.
await Promise.all(names.map((name) => rm(join(root, "dist", name), { recursive: true, force: true })));
const { metafile } = await build({
  ...bundleOptions,
  absWorkingDir: root,
  entryPoints: Object.fromEntries(names.map((name) => [`${name}/index`, `functions/${name}/index.ts`])),
  outdir: "dist",
  metafile: true,
  logLevel: "warning",
});

for (const [name, files] of Object.entries(beside))
  for (const [file, source] of Object.entries(files)) await cp(join(root, source), join(root, "dist", name, file), { recursive: true });

const zips = names.map(async (name) => writeFile(join(root, "dist", `${name}.zip`), await zipFolder(join(root, "dist", name))));
await Promise.all(zips);

for (const [path, { bytes }] of Object.entries(metafile.outputs)) console.log(`${path}  ${Math.round(bytes / 1024)} KB`);
