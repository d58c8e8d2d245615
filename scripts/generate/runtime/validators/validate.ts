// What all validators have in common.

/** What is wrong at one place of a value. */
export interface Violation {
  /** JSON pointer to the place. */
  instancePath: string;
  keyword: string;
  message?: string;
  params: Record<string, unknown>;
}

/** Says whether a value keeps a contract; `errors` then holds what the last value that did not was violating. */
export interface Validate<T> {
  (value: unknown): value is T;
  errors?: Violation[] | null;
}
