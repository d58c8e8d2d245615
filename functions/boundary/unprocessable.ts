// A message that no retry will mend.

/** Thrown for a message that can never be worked on: it goes to the dead-letter queue at once, with `code` and `message` as attributes. */
export class Unprocessable extends Error {
  /** A stable word for programs: `object-gone`, `invalid-options`. */
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "Unprocessable";
    this.code = code;
  }
}
