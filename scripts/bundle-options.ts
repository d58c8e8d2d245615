// How the code of a deployed function is bundled: the functions by `npm run build`, and what `npm run bench` measures of Scoreline.
import type { BuildOptions } from "esbuild";

export const bundleOptions = {
  bundle: true,
  minify: true,
  format: "esm",
  platform: "node",
  target: "node24",
  outExtension: { ".js": ".mjs" },
  mainFields: ["module", "main"],
  conditions: ["module", "import"],
  // Some dependencies are CommonJS and call require() for what Node has built in.
  banner: { js: 'import{createRequire as r}from"node:module";const require=r(import.meta.url);' },
  // The sketch's library asks for this in code that nobody calls, and for a package that it does not bring.
  external: ["*/proto/compiled"],
  legalComments: "none",
} as const satisfies BuildOptions;
