// What every contract can do: read a value that came, write one that goes.

export interface Contract<T> {
  /**
   * The value, now of the contract's type. Fields that the contract does not know pass, so that a newer sender is understood; in a request
   * they do not, so that a misspelt field is told.
   *
   * @throws {ContractError} when the value violates the contract; all that is wrong is told at once
   */
  read(value: unknown): T;
  /**
   * The value, checked before it is sent: a field that the contract does not know is refused, at every depth.
   *
   * @throws {ContractError} when the value violates the contract
   */
  write(value: T): T;
}

/** The contract of an event, and the `type` that its messages bear. */
export interface EventContract<T> extends Contract<T> {
  readonly type: string;
}
