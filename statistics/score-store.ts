// The scores of all quizzes: a short list for each, counted into a distribution when it grows long.

import { POWERS_OF_TEN, type Scaled } from "./arithmetic/scaled.ts";
import { Distribution } from "./distribution/distribution.ts";
import type { Sample } from "./distribution/sample.ts";
import { MAX_SHORT, ShortSample } from "./distribution/short-sample.ts";
import { withRoom } from "./with-room.ts";

/** Lists lie in pages of 256 KB, since one array of them all would be copied whenever it grows. */
const PAGE_BITS = 16;
const PAGE = 1 << PAGE_BITS;

/** What lies before the scores of a run: where the list's run before it is, or 0, and its scale and length in one. */
const HEADER = 2;
const LENGTH_BITS = 10;

/** The length of a list that has become a distribution. */
const COUNTED = -1;

/**
 * Keeps the scores of up to millions of quizzes, each known by its index: a million quizzes of thirty scores are a million short lists in a few
 * big arrays, not a million objects. A quiz of more than `MAX_SHORT` scores has a `Distribution`.
 *
 * A list is a chain of runs, each as it was added, one behind the other in the pages: to add is to copy, wherever the quizzes' other runs lie.
 */
export class ScoreStore {
  readonly #pages: Int32Array[] = [];
  /** The last page, and where in it the next run goes; an address of 0 is none. */
  #page: Int32Array = new Int32Array(0);
  #end = 0;
  /** The quiz whose run ends there, and the place of that run's header. */
  #lastQuiz = -1;
  #lastRun = 0;
  // By quiz: its last run, the length of its list, and the most decimals of any run.
  #runs = new Int32Array(64);
  #lengths = new Int32Array(64);
  #scales = new Uint8Array(64);
  readonly #distributions = new Map<number, Distribution>();
  readonly #list = new Int32Array(MAX_SHORT);
  readonly #single = new Int32Array(1);
  readonly #short = new ShortSample();

  /** Makes room for quizzes 0 to size - 1. */
  grow(size: number): void {
    this.#runs = withRoom(Int32Array, this.#runs, size);
    this.#lengths = withRoom(Int32Array, this.#lengths, size);
    this.#scales = withRoom(Uint8Array, this.#scales, size);
  }

  /** Adds one score to a quiz. */
  add(quiz: number, digits: Scaled, decimals: number): void {
    if (typeof digits === "number" && digits === (digits | 0)) {
      this.#single[0] = digits;
      this.addAll(quiz, this.#single, 1, decimals);
    } else {
      this.#distributionOf(quiz).add(digits, decimals);
    }
  }

  /** Adds the first `count` of `values` to a quiz. */
  addAll(quiz: number, values: Int32Array, count: number, decimals: number): void {
    const length = (this.#lengths[quiz] ?? 0) | 0;
    if (length === COUNTED || length + count > MAX_SHORT) {
      this.#distributionOf(quiz).addAll(values, count, decimals);
      return;
    }
    this.#lengths[quiz] = length + count;
    const page = this.#makeRoom(quiz, count, decimals);
    let to = this.#end & (PAGE - 1);
    for (let i = 0; i < count; i++) page[to++] = values[i] ?? 0;
    this.#end += count;
  }

  /** The scores of a quiz. Valid until the next is asked for: a short list is always counted into the same arrays. */
  sample(quiz: number): Sample {
    const length = this.#lengths[quiz] ?? 0;
    if (length === COUNTED) return this.#distributionOf(quiz).sample();
    const run = this.#runs[quiz] ?? 0;
    const page = this.#pages[run >>> PAGE_BITS] ?? this.#list;
    const header = run & (PAGE - 1);
    const scale = this.#scales[quiz] ?? 0;
    // A list that is one run lies there as it is wanted.
    if (page[header + 1] === ((scale << LENGTH_BITS) | length)) return this.#short.of(page, header + HEADER, length, scale);
    return this.#copy(quiz, scale) ? this.#short.of(this.#list, 0, length, scale) : this.#distributionOf(quiz).sample();
  }

  /** The page in which `count` scores more of a quiz go to `#end`: as part of its last run where that ends there, else behind a new header. */
  #makeRoom(quiz: number, count: number, decimals: number): Int32Array {
    const used = this.#end & (PAGE - 1);
    const page = this.#page;
    // The page is never filled to its last place, so that its end is no address in the next one.
    if (quiz === this.#lastQuiz && used + count < PAGE) {
      const at = (this.#lastRun & (PAGE - 1)) + 1;
      const described = (page[at] ?? 0) | 0;
      if (described >>> LENGTH_BITS === decimals) {
        page[at] = described + count;
        return page;
      }
    }
    return used + HEADER + count < page.length
      ? this.#beginRun(page, quiz, count, decimals)
      : this.#beginRun(this.#addPage(), quiz, count, decimals);
  }

  #beginRun(page: Int32Array, quiz: number, count: number, decimals: number): Int32Array {
    const at = this.#end & (PAGE - 1);
    page[at] = this.#runs[quiz] ?? 0;
    page[at + 1] = (decimals << LENGTH_BITS) | count;
    this.#runs[quiz] = this.#end;
    if (decimals > (this.#scales[quiz] ?? 0)) this.#scales[quiz] = decimals;
    this.#lastQuiz = quiz;
    this.#lastRun = this.#end;
    this.#end += HEADER;
    return page;
  }

  #addPage(): Int32Array {
    this.#page = new Int32Array(PAGE);
    this.#end = this.#pages.length * PAGE + 1;
    this.#pages.push(this.#page);
    return this.#page;
  }

  /** Copies the list of a quiz into `#list`, at the given scale; says whether int32 holds all of it. */
  #copy(quiz: number, scale: number): boolean {
    let copied = 0;
    let isWhole = true;
    this.#forEachRun(quiz, (page, from, count, decimals) => {
      const factor = POWERS_OF_TEN[scale - decimals] ?? 1;
      for (let i = from; i < from + count; i++) {
        const value = (page[i] ?? 0) * factor;
        isWhole &&= value === (value | 0);
        this.#list[copied++] = value;
      }
    });
    return isWhole;
  }

  /** The distribution of a quiz; its list goes into it. */
  #distributionOf(quiz: number): Distribution {
    const known = this.#distributions.get(quiz);
    if (known !== undefined) return known;
    const distribution = new Distribution();
    this.#distributions.set(quiz, distribution);
    this.#forEachRun(quiz, (page, from, count, decimals) => {
      distribution.addAll(page.subarray(from, from + count), count, decimals);
    });
    this.#lengths[quiz] = COUNTED;
    return distribution;
  }

  /** Visits the runs of a quiz's list, the last one first. */
  #forEachRun(quiz: number, visit: (page: Int32Array, from: number, count: number, decimals: number) => void): void {
    for (let run = this.#runs[quiz] ?? 0; run !== 0; ) {
      const page = this.#pages[run >>> PAGE_BITS] ?? this.#list;
      const header = run & (PAGE - 1);
      const described = page[header + 1] ?? 0;
      visit(page, header + HEADER, described & ((1 << LENGTH_BITS) - 1), described >>> LENGTH_BITS);
      run = page[header] ?? 0;
    }
  }
}
