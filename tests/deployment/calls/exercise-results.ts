// What happens behind the queues: results, and everything that keeps a submission from having one.
import { newSubmissionId, resultKeys } from "../../../functions/aws/keys.ts";
import { announcement, send } from "../../end-to-end/announcement.ts";
import type { TestStack } from "../../end-to-end/test-stack.ts";
import { expectStatus, get, isKey, lines } from "./requests.ts";

export async function rejections(stack: TestStack): Promise<void> {
  const id = newSubmissionId(new Date());
  const marked = stack.mailMarked(id);
  await send(stack, "calculation", await announcement(stack, id, "Quiz1,85,x\n"));
  await marked;
  // What replaces one that was rejected, and one of which there is nothing, finds no statistics.
  for (const replaces of [id, newSubmissionId(new Date())]) {
    const next = newSubmissionId(new Date());
    await send(stack, "calculation", await announcement(stack, next, "Quiz1,85\n", { replaces }));
    await stack.mailAbout(next);
  }
  await expectStatus(200, get(stack, `/submissions/${id}`), get(stack, `/submissions/${id}/problems`));
}

/** Rows with errors that are too many for an answer are kept part by part; where S3 does not take them, they are let go. */
export async function failedRows(stack: TestStack): Promise<void> {
  const rows = `Quiz1,x${",85".repeat(1_000)}\n`.repeat(3_300);
  const submit = async () => {
    const id = newSubmissionId(new Date());
    await send(stack, "calculation", await announcement(stack, id, rows, { options: { mode: "lenient" } }));
    await stack.mailAbout(id);
  };
  await submit();
  stack.emulator.faults.add({
    service: "s3",
    operation: "CompleteMultipartUpload",
    failure: { status: 403, code: "AccessDenied" },
    times: 1,
  });
  await submit();
}

export async function duplicates(stack: TestStack, id: string): Promise<void> {
  const event = await announcement(stack, id, "Quiz1,85\n");
  await send(stack, "calculation", event);
  await stack.logged("told before", id);
}

export async function failures(stack: TestStack): Promise<void> {
  const { faults } = stack.emulator;
  // The score lines are gone; a message breaks its contract; statistics are gone.
  await send(stack, "calculation", await announcement(stack, newSubmissionId(new Date())));
  await send(stack, "calculation", "no event");
  await stack.takeDead("calculation", 2);
  await send(stack, "notification", "no event");
  await stack.takeDeadUntil("notification", (body) => body.includes("no event"));

  const denied = { status: 403, code: "AccessDenied" };
  // The calculator tries until it gives up.
  faults.add({ service: "s3", operation: "GetObject", match: isKey("/scores.csv"), failure: denied });
  const unreadable = newSubmissionId(new Date());
  await send(stack, "calculation", await announcement(stack, unreadable, "Quiz1,85\n"));
  await stack.takeDeadUntil("calculation", (body) => body.includes(unreadable));
  faults.clear();
  // So does the notifier, which lets go of what it has claimed.
  faults.add({ service: "sns", operation: "Publish", failure: { status: 400, code: "AuthorizationError" } });
  const { id } = await stack.submit(lines);
  await stack.takeDeadUntil("notification", (body) => body.includes(id));
  faults.clear();
  await stack.mailAbout(id);
  await expectStatus(200, get(stack, `/submissions/${id}`));

  const gone = newSubmissionId(new Date());
  faults.add({
    service: "s3",
    operation: "GetObject",
    match: isKey(resultKeys.statistics(gone)),
    failure: { status: 404, code: "NoSuchKey" },
  });
  await send(stack, "calculation", await announcement(stack, gone, "Quiz1,85\n"));
  await stack.takeDeadUntil("notification", (body) => body.includes(gone));
  faults.clear();
}
