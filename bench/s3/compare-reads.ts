// What Scoreline makes of the speed of GetObject: the same objects read bare and read by Scoreline, in turns.

import { type ChildProcess, spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { basename, join } from "node:path";
import { createInterface } from "node:readline";
import type { Answer } from "../answer.ts";
import { commandOf } from "../bundle-programs.ts";
import { faultOf } from "../check-answer.ts";
import { onCore, SERVER_CORE } from "../cores.ts";
import type { Failure } from "../failure.ts";
import type { Options } from "../options.ts";
import { type Run, runProgram } from "../run-program.ts";
import { type Shape, shapes } from "../shapes/shapes.ts";
import { makeCertificate } from "./certificate.ts";
import { type ObjectTask, type ServerTask, WRONG_CHECKSUM } from "./tasks.ts";

export interface ReadResult {
  shape: Shape;
  sizeBytes: number;
  bare: readonly Run[];
  scoreline: readonly Run[];
}

const SHAPES: readonly string[] = ["B", "C"];
const TIME_LIMIT_SECONDS = 300;

/** @throws Error where there is no server, a read fails, an answer is wrong, or a wrong checksum goes unnoticed */
export async function compareReads({ megabytes, rounds }: Options, folder: string): Promise<ReadResult[]> {
  const certificate = makeCertificate(folder);
  const objects = shapes
    .filter(({ id }) => SHAPES.includes(id))
    .map((shape) => {
      const path = join(folder, `object-${shape.id}.csv`);
      return { shape, path, facts: shape.write(path, megabytes) };
    });
  const server = await startServer({ ...certificate, files: objects.map(({ path }) => path) });
  const environment = { NODE_EXTRA_CA_CERTS: certificate.certificate };
  const results: ReadResult[] = [];
  try {
    for (const { shape, path, facts } of objects) {
      const task = { endpoint: server.endpoint, key: basename(path), quizzes: Object.keys(facts.answer.quizzes) };
      const read = (name: string, task: ObjectTask) => runProgram(commandOf(`s3/${name}`), task, TIME_LIMIT_SECONDS, environment);
      expectChecksumError(await read("bare", { ...task, key: `${WRONG_CHECKSUM}/${task.key}` }));
      const bare: Run[] = [];
      const scoreline: Run[] = [];
      for (let round = 1; round <= rounds; round++) {
        bare.push(succeeded(await read("bare", task)));
        scoreline.push(withAnswer(succeeded(await read("scoreline", task)), facts.answer));
      }
      results.push({ shape, sizeBytes: facts.sizeBytes, bare, scoreline });
      rmSync(path);
    }
  } finally {
    server.process.kill();
  }
  return results;
}

async function startServer(task: ServerTask): Promise<{ process: ChildProcess; endpoint: string }> {
  const [file = "", ...rest] = onCore(SERVER_CORE, [...commandOf("s3/server"), JSON.stringify(task)]);
  // With its standard input the server ends too, however this process ends.
  const server = spawn(file, rest, { stdio: ["pipe", "pipe", "inherit"] });
  for await (const line of createInterface(server.stdout)) {
    const { port } = JSON.parse(line);
    return { process: server, endpoint: `https://localhost:${port}` };
  }
  throw new Error("the server did not start");
}

function expectChecksumError(run: Run | Failure): void {
  if (!("reason" in run)) throw new Error("a wrong checksum went unnoticed");
  if (!run.reason.includes("hecksum")) throw new Error(`a wrong checksum failed otherwise: ${run.reason}`);
}

function succeeded(run: Run | Failure): Run {
  if ("reason" in run) throw new Error(`a read failed: ${run.reason}`);
  return run;
}

function withAnswer(run: Run, expected: Answer): Run {
  const fault = run.answer === null ? "there is none" : faultOf(run.answer, expected, 0, true);
  if (fault !== null) throw new Error(`wrong answer: ${fault}`);
  return run;
}
