// Imports a bundle of describe-bytes.ts, reads a small file with it, and says how many milliseconds that took.

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [bundle, file] = process.argv.slice(2);

const start = performance.now();
const { describeBytes } = await import(pathToFileURL(bundle).href);
const imported = performance.now();
const { quizCount, scoreCount } = describeBytes(readFileSync(file));
const done = performance.now();
console.log(JSON.stringify({ quizCount, scoreCount, importMs: imported - start, runMs: done - imported }));
