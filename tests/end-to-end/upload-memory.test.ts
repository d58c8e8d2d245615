// What the calculator streams it does not hold: the memory that it takes does not follow from how large a file is.
//
// V8 frees chunks that have been read only when some tens of MiB of them have come together: whoever reads 30 MB and stops has not seen its memory yet. So
// as many bytes are read in both runs: a small file thirty times, and a large one three times.
import { expect, test } from "@jest/globals";
import { rawKeys } from "../../functions/aws/keys.ts";
import { accept } from "../../functions/boundary/contract.ts";
import { announcementOf } from "../../functions/request-receiver/announcement.ts";
import { readSubmission } from "../../generated/validators/read-submission.js";
import { residentBytes } from "../../local/lambda/resident-memory.ts";
import { send } from "./announcement.ts";
import { runsFor, type ScoreFile, scoreFile } from "./score-file.ts";
import { startTestStack, type TestStack } from "./test-stack.ts";
import { allParts, uploadClient } from "./upload-client.ts";

const mebibyte = 1_048_576;
const quizCount = 30;

/** The most memory that the calculator had, in bytes, while it read a file of about this size so many times, one after the other. */
async function peakOf(sizeBytes: number, times: number): Promise<number> {
  const stack = await startTestStack();
  let peak = 0;
  const look = async () => {
    for (const { pid } of stack.lambda.environments("analytics-calculator")) peak = Math.max(peak, await residentBytes(pid));
  };
  const looking = setInterval(() => void look(), 5);
  try {
    let calculated = nextCalculated(stack);
    const id = await uploaded(stack, scoreFile({ quizCount, runs: runsFor(sizeBytes, quizCount) }));
    await calculated;
    for (let more = 1; more < times; more++) {
      calculated = nextCalculated(stack);
      await announceAgain(stack, id);
      await calculated;
    }
    return peak;
  } finally {
    clearInterval(looking);
    await stack.stop();
  }
}

/** When the calculator has announced a result. */
function nextCalculated(stack: TestStack) {
  return stack.emulator.requests.next(
    ({ operation, resource }) => operation === "SendMessage" && resource.endsWith("-notification"),
    60_000,
  );
}

async function uploaded(stack: TestStack, file: ScoreFile): Promise<string> {
  const client = uploadClient(stack.api.url);
  const upload = await client.create(file);
  await client.send(upload.id, upload, file, allParts(upload));
  expect((await client.complete(upload.id)).status).toBe(202);
  return upload.id;
}

/** Sends the event once more: the calculator reads the file again, from its first byte to its last. */
async function announceAgain(stack: TestStack, id: string): Promise<void> {
  const submission = accept("submission", readSubmission, JSON.parse(await stack.text("raw", rawKeys.submission(id))));
  await send(stack, "calculation", announcementOf(submission));
}

test("the calculator's peak memory for a file of 300 MB is within 20 % of that for one of 30 MB", async () => {
  const small = await peakOf(30_000_000, 30);
  const large = await peakOf(300_000_000, 3);
  console.info(`The calculator's peak: ${Math.round(small / mebibyte)} MiB for 30 MB, ${Math.round(large / mebibyte)} MiB for 300 MB.`);
  expect(large).toBeLessThan(1.2 * small);
}, 120_000);
