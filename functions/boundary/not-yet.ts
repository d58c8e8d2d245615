// A message whose time has not come.

/** Thrown for a message that somebody else is at work on: it is put off for so many seconds, and not longer and longer as a failure is. */
export class NotYet extends Error {
  readonly seconds: number;

  constructor(seconds: number, message: string) {
    super(message);
    this.name = "NotYet";
    this.seconds = seconds;
  }
}
