// One run of a function: who it is, and how much of its time is over.
import type { Context } from "aws-lambda";

export interface Run {
  /** Lambda's request id: no other run has it. */
  id: string;
  started: Date;
  /** When Lambda ends the run, whatever it is at. */
  deadline: Date;
}

export function runOf(context: Pick<Context, "awsRequestId" | "getRemainingTimeInMillis">): Run {
  const now = Date.now();
  return { id: context.awsRequestId, started: new Date(now), deadline: new Date(now + context.getRemainingTimeInMillis()) };
}

/** How much of the run's time is over: from 0, at its start, to 1, when it is ended. */
export function elapsedShare({ started, deadline }: Run): number {
  return (Date.now() - started.getTime()) / (deadline.getTime() - started.getTime());
}
