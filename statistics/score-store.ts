// The scores of all quizzes: a short list for each, counted into a distribution when it grows long.

import { POWERS_OF_TEN, type Scaled } from "./arithmetic/scaled.ts";
import { bitsOf } from "./distribution/bits-of.ts";
import { Distribution } from "./distribution/distribution.ts";
import { FrequencyLists, type Sample } from "./distribution/sample.ts";
import { MAX_SHORT, ShortSample } from "./distribution/short-sample.ts";
import { withRoom } from "./with-room.ts";

/** Lists lie in pages of 256 KB, since one array of them all would be copied whenever it grows. An address counts words of four bytes over all pages. */
const PAGE_BITS = 16;
const PAGE_WORDS = 1 << PAGE_BITS;
const PAGE_BYTES = PAGE_WORDS * 4;

/** What lies before the scores of a run: where the list's run before it is, or 0, and its kind and length in one. */
const HEADER_BYTES = 8;
const LENGTH_BITS = 10;

/** The kind of a run is twice its scale, and one more where each of its scores is a byte. */
const IN_BYTES = 1;
const MAX_BYTE = 255;

/** The length of a list that has become a distribution. */
const COUNTED = -1;

/** The same memory, seen twice. */
interface Page {
  readonly words: Int32Array;
  readonly bytes: Uint8Array;
}

/**
 * Keeps the scores of up to millions of quizzes, each known by its index: a million quizzes of thirty scores are a million short lists in a few
 * big arrays, not a million objects. A quiz of more than `MAX_SHORT` scores has a `Distribution`.
 *
 * A list is a chain of runs, each as it was added, one behind the other in the pages: to add is to copy, wherever the quizzes' other runs lie. Whole
 * scores up to 100, which most are, take a byte each.
 */
export class ScoreStore {
  readonly #pages: Page[] = [];
  /** The last page, and how many of its bytes are used. */
  #page: Page = pageOf(0);
  #used = 0;
  /** The quiz whose run ends there, and in which word of the page that run's header begins. */
  #lastQuiz = -1;
  #lastRun = 0;
  // By quiz: its last run, the length of its list, and the most decimals of any run.
  #runs = new Int32Array(64);
  #lengths = new Int32Array(64);
  #scales = new Uint8Array(64);
  readonly #distributions = new Map<number, Distribution>();
  readonly #list = new Int32Array(MAX_SHORT);
  readonly #single = new Int32Array(1);
  readonly #lists = new FrequencyLists();
  readonly #short = new ShortSample(this.#lists);

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
    const isInBytes = bitsOf(values, count) >>> 0 <= MAX_BYTE;
    const page = this.#makeRoom(quiz, count, isInBytes ? 2 * decimals + IN_BYTES : 2 * decimals);
    if (isInBytes) {
      packBytes(values, count, page.bytes, this.#used);
      this.#used += count;
    } else {
      copyWords(values, 0, count, page.words, this.#used / 4);
      this.#used += count * 4;
    }
  }

  /** The scores of a quiz. Valid until the next is asked for: all are listed in the same arrays. */
  sample(quiz: number): Sample {
    const length = this.#lengths[quiz] ?? 0;
    const scale = this.#scales[quiz] ?? 0;
    const isShort = length !== COUNTED && this.#copyList(quiz, scale);
    return isShort ? this.#short.of(this.#list, length, scale) : this.#distributionOf(quiz).sample(this.#lists);
  }

  /** The page in which `count` scores more of a quiz go to `#used`: as part of its last run where that ends there, else behind a new header. */
  #makeRoom(quiz: number, count: number, kind: number): Page {
    const size = kind & IN_BYTES ? count : count * 4;
    const page = this.#page;
    if (quiz === this.#lastQuiz && this.#used + size <= page.bytes.length) {
      const at = this.#lastRun + 1;
      const described = (page.words[at] ?? 0) | 0;
      if (described >>> LENGTH_BITS === kind) {
        page.words[at] = described + count;
        return page;
      }
    }
    // A header begins with a word.
    this.#used = (this.#used + 3) & ~3;
    const hasRoom = this.#used + HEADER_BYTES + size <= page.bytes.length;
    return this.#beginRun(hasRoom ? page : this.#addPage(), quiz, count, kind);
  }

  #beginRun(page: Page, quiz: number, count: number, kind: number): Page {
    const at = this.#used / 4;
    page.words[at] = this.#runs[quiz] ?? 0;
    page.words[at + 1] = (kind << LENGTH_BITS) | count;
    this.#runs[quiz] = (this.#pages.length - 1) * PAGE_WORDS + at;
    this.#scales[quiz] = Math.max(kind >> 1, this.#scales[quiz] ?? 0);
    this.#lastQuiz = quiz;
    this.#lastRun = at;
    this.#used += HEADER_BYTES;
    return page;
  }

  #addPage(): Page {
    this.#page = pageOf(PAGE_BYTES);
    this.#pages.push(this.#page);
    // An address of 0 is none.
    this.#used = 4;
    return this.#page;
  }

  /** Copies the list of a quiz into `#list`, at the given scale; says whether int32 holds all of it. */
  #copyList(quiz: number, scale: number): boolean {
    let copied = 0;
    let isWhole = true;
    for (let run = this.#runs[quiz] ?? 0; run !== 0; run = this.#runBefore(run)) {
      const from = copied;
      const decimals = this.#copyRun(run, from);
      copied += this.#lengthOf(run);
      if (decimals === scale) continue;
      const factor = POWERS_OF_TEN[scale - decimals] ?? 1;
      for (let i = from; i < copied; i++) {
        const value = (this.#list[i] ?? 0) * factor;
        isWhole &&= value === (value | 0);
        this.#list[i] = value;
      }
    }
    return isWhole;
  }

  /** The distribution of a quiz; its list goes into it. */
  #distributionOf(quiz: number): Distribution {
    const known = this.#distributions.get(quiz);
    if (known !== undefined) return known;
    const distribution = new Distribution();
    this.#distributions.set(quiz, distribution);
    for (let run = this.#runs[quiz] ?? 0; run !== 0; run = this.#runBefore(run)) {
      const decimals = this.#copyRun(run, 0);
      distribution.addAll(this.#list, this.#lengthOf(run), decimals);
    }
    this.#lengths[quiz] = COUNTED;
    return distribution;
  }

  /** Copies the scores of the run at an address to `#list`, from `to` on, and returns their scale. */
  #copyRun(run: number, to: number): number {
    const page = this.#pages[run >>> PAGE_BITS] ?? this.#page;
    const header = run & (PAGE_WORDS - 1);
    const kind = (page.words[header + 1] ?? 0) >>> LENGTH_BITS;
    const at = header * 4 + HEADER_BYTES;
    if (kind & IN_BYTES) unpackBytes(page.bytes, at, this.#lengthOf(run), this.#list, to);
    else copyWords(page.words, at / 4, this.#lengthOf(run), this.#list, to);
    return kind >> 1;
  }

  #lengthOf(run: number): number {
    return (this.#pages[run >>> PAGE_BITS]?.words[(run & (PAGE_WORDS - 1)) + 1] ?? 0) & ((1 << LENGTH_BITS) - 1);
  }

  #runBefore(run: number): number {
    return this.#pages[run >>> PAGE_BITS]?.words[run & (PAGE_WORDS - 1)] ?? 0;
  }
}

function pageOf(bytes: number): Page {
  const buffer = new ArrayBuffer(bytes);
  return { words: new Int32Array(buffer), bytes: new Uint8Array(buffer) };
}

// Three functions and not one, since each is fast as long as it sees one kind of array.

function packBytes(from: Int32Array, count: number, to: Uint8Array, toAt: number): void {
  for (let i = 0; i < count; i++) to[toAt + i] = from[i] ?? 0;
}

function unpackBytes(from: Uint8Array, at: number, count: number, to: Int32Array, toAt: number): void {
  for (let i = 0; i < count; i++) to[toAt + i] = from[at + i] ?? 0;
}

function copyWords(from: Int32Array, at: number, count: number, to: Int32Array, toAt: number): void {
  for (let i = 0; i < count; i++) to[toAt + i] = from[at + i] ?? 0;
}
