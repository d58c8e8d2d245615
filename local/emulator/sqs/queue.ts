// What fauxqs's queue leaves out, put round the methods of one queue: its store makes the queues itself, so there is no class to extend.
import { currentRequest } from "../current-request.ts";
import type { SqsQueue } from "../fauxqs.ts";

/** True once the client of a long poll has gone. */
const nobodyListens = () => currentRequest()?.raw.socket.destroyed ?? false;

export function guardQueue(queue: SqsQueue, timeScale: number): SqsQueue {
  const dequeue = queue.dequeue.bind(queue);
  const changeVisibility = queue.changeVisibility.bind(queue);
  const enqueue = queue.enqueue.bind(queue);
  const getAllAttributes = queue.getAllAttributes.bind(queue);

  /** fauxqs hands a message to a poll whose client has gone, and it stays invisible until its time-out. */
  queue.dequeue = (maxCount, visibilityTimeoutSeconds, dlqResolver) => {
    if (nobodyListens()) return [];
    const { VisibilityTimeout } = queue.attributes;
    return dequeue(maxCount, (visibilityTimeoutSeconds ?? Number(VisibilityTimeout)) / timeScale, dlqResolver);
  };

  queue.changeVisibility = (receiptHandle, seconds) => changeVisibility(receiptHandle, seconds / timeScale);

  /** On its way to a DLQ a message comes here again: its delay is over, and stays over when it is divided once more. */
  queue.enqueue = (message) => {
    if (message.delayUntil !== undefined)
      message.delayUntil = message.sentTimestamp + (message.delayUntil - message.sentTimestamp) / timeScale;
    enqueue(message);
  };

  /** SQS counts a message as visible when its time-out is over; fauxqs only after the next receive. */
  queue.getAllAttributes = (names) => {
    queue.processTimers();
    return getAllAttributes(names);
  };

  return queue;
}
