// A Jest reporter: a run in which a test was skipped, or in which there was none, has shown nothing and fails.
export default class NoSilentTests {
  #problem;

  onRunComplete(_contexts, { numTotalTests, numPendingTests, numTodoTests }) {
    const silent = numPendingTests + numTodoTests;
    if (numTotalTests === 0) this.#problem = new Error("No test ran.");
    // A name filter (-t) skips on purpose; a whole run never does.
    else if (silent > 0 && !process.argv.some((argument) => /^(-t|--testNamePattern)/.test(argument)))
      this.#problem = new Error(`${silent} tests were skipped or left as todo.`);
  }

  getLastError() {
    return this.#problem;
  }
}
