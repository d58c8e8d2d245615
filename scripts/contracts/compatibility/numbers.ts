// Sets of numbers: bounds and multiples, what they prove of a keyword, and the numbers that show where it refuses.
import type { JsonSchema } from "../../generate/json-schema.ts";

export interface Range {
  low: number;
  high: number;
  /** Whether the bound itself is outside. */
  lowOpen: boolean;
  highOpen: boolean;
  /** All are whole multiples of it: 1 for integers. */
  step: number | undefined;
  /** Multiples that are no integers, where arithmetic in doubles proves nothing. */
  odd: number[];
}

/** The numbers that all the schemas take; undefined where there are none. */
export function rangeOf(schemas: readonly JsonSchema[], integer: boolean): Range | undefined {
  const all = (keyword: string) => schemas.map((schema) => schema[keyword]).filter((value) => typeof value === "number");
  const [minimum, over] = [Math.max(...all("minimum"), -Infinity), Math.max(...all("exclusiveMinimum"), -Infinity)];
  const [maximum, under] = [Math.min(...all("maximum"), Infinity), Math.min(...all("exclusiveMaximum"), Infinity)];
  const range: Range = {
    low: Math.max(minimum, over),
    high: Math.min(maximum, under),
    lowOpen: over >= minimum,
    highOpen: under <= maximum,
    step: integer ? 1 : undefined,
    odd: [],
  };
  for (const multiple of all("multipleOf")) {
    const step = leastCommonMultiple(range.step ?? multiple, multiple);
    if (step === undefined) range.odd.push(multiple);
    else range.step = step;
  }
  tighten(range);
  return range.low > range.high || (range.low === range.high && (range.lowOpen || range.highOpen)) ? undefined : range;
}

export function inRange({ low, high, lowOpen, highOpen, step, odd }: Range, number: number): boolean {
  const above = lowOpen ? number > low : number >= low;
  const below = highOpen ? number < high : number <= high;
  return above && below && (step === undefined || number % step === 0) && odd.every((multiple) => isMultiple(number, multiple));
}

/** Whether no number of the range breaks the keyword, as far as the bounds prove it. */
export function rangeKeeps(range: Range, keyword: string, value: unknown): boolean {
  if (keyword === "type") return range.step !== undefined || range.odd.some(Number.isInteger);
  if (typeof value !== "number") return false;
  if (keyword === "minimum") return range.low >= value;
  if (keyword === "maximum") return range.high <= value;
  if (keyword === "exclusiveMinimum") return range.low > value || (range.low === value && range.lowOpen);
  if (keyword === "exclusiveMaximum") return range.high < value || (range.high === value && range.highOpen);
  const whole = range.step !== undefined && Number.isSafeInteger(value) && range.step % value === 0;
  // Division by powers of two is exact.
  const halved = isPowerOfTwo(value) && [range.step ?? 0, ...range.odd].some((multiple) => multiple >= value && isPowerOfTwo(multiple));
  return keyword === "multipleOf" && (whole || halved || range.odd.includes(value));
}

/** Numbers of the range, those first that are whole and near to `near`, where something is likely to be different. */
export function numbersOf(range: Range, near: number): number[] {
  const { low, high, step, odd } = range;
  const middle = Number.isFinite(low) && Number.isFinite(high) ? [low + (high - low) / 2] : [];
  const points = [near, low, high, 0, (low + near) / 2, (high + near) / 2, ...middle].filter(Number.isFinite);
  const unit = step ?? 1;
  const around = points.flatMap((point) => {
    const whole = Math.floor(point / unit) * unit;
    const inside = step === undefined ? [point, point + 0.5, point - 0.5, point + 0.25] : [];
    return [...inside, ...[-2, -1, 0, 1, 2, 3].map((times) => whole + times * unit)];
  });
  const multiples = odd.flatMap((multiple) =>
    points.flatMap((point) => [0, 1, 2, 3].map((n) => (Math.floor(point / multiple) + n) * multiple)),
  );
  const digits = (number: number) => (Number.isInteger(number) ? 0 : `${number}`.length);
  const distance = (number: number) => Math.abs(number - near);
  return [...new Set([...around, ...multiples].map((number) => number || 0))]
    .filter((number) => Number.isFinite(number) && inRange(range, number))
    .sort((a, b) => digits(a) - digits(b) || distance(a) - distance(b));
}

/** Whether each number of the range is in one of the others. Goes up from the lowest that is not yet known to be. */
export function rangeIsCovered(range: Range, others: readonly Range[]): boolean {
  const { step } = range;
  const usable = others.filter(
    (other) => other.odd.length === 0 && (other.step === undefined || (step !== undefined && step % other.step === 0)),
  );
  let [point, open] = [range.low, range.lowOpen];
  for (const _ of usable) {
    const covering = usable.filter(({ low, lowOpen, high, highOpen }) => {
      const begins = low < point || (low === point && (open || !lowOpen));
      return begins && (high > point || (high === point && !open && !highOpen));
    });
    const [next] = covering.sort((a, b) => b.high - a.high || Number(a.highOpen) - Number(b.highOpen));
    if (next === undefined) return false;
    if (next.high > range.high || (next.high === range.high && (range.highOpen || !next.highOpen))) return true;
    [point, open] = [next.high, !next.highOpen];
    if (step !== undefined) {
      const last = Math.floor(point / step) * step;
      [point, open] = [open || last < point ? last + step : last, false];
      if (point > range.high) return true;
    }
  }
  return false;
}

/** Many numbers of the range: the handy ones first, then one step after the other. */
export function* manyOf(range: Range): Generator<number> {
  yield* numbersOf(range, 1);
  const [unit, start] = [range.step ?? 1, [range.low, range.high, 0].find(Number.isFinite) ?? 0];
  for (let times = 1; times <= 1000; times++)
    for (const number of [start + times * unit, start - times * unit, start + (range.high - range.low) / (times + 1)])
      if (inRange(range, number)) yield number;
}

/** How many numbers are in the range. */
export function sizeOf({ low, high, step }: Range): number {
  if (low === high) return 1;
  return step === undefined ? Infinity : (high - low) / step + 1;
}

/** All numbers of a range, of which there may be at most a thousand. */
export function allOf(range: Range): number[] | undefined {
  const size = sizeOf(range);
  if (size > 1000) return undefined;
  return Array.from({ length: size }, (_, index) => range.low + index * (range.step ?? 0)).filter((number) => inRange(range, number));
}

/** Bounds on multiples of the step are those of the multiples next to them. */
function tighten(range: Range): void {
  const { step } = range;
  if (step === undefined) return;
  if (Number.isSafeInteger(Math.ceil(range.low))) {
    const next = Math.ceil(range.low / step) * step;
    range.low = range.lowOpen && next === range.low ? next + step : next;
    range.lowOpen = false;
  }
  if (Number.isSafeInteger(Math.floor(range.high))) {
    const next = Math.floor(range.high / step) * step;
    range.high = range.highOpen && next === range.high ? next - step : next;
    range.highOpen = false;
  }
}

/** Of integers that stay exact; undefined of any others. */
function leastCommonMultiple(a: number, b: number): number | undefined {
  let [x, y] = [a, b];
  if (!Number.isSafeInteger(a) || !Number.isSafeInteger(b)) return undefined;
  while (y > 0) [x, y] = [y, x % y];
  const result = (a / x) * b;
  return Number.isSafeInteger(result) ? result : undefined;
}

function isPowerOfTwo(number: number): boolean {
  return number > 0 && Number.isInteger(Math.log2(number));
}

/** As Ajv has it: in doubles, so that 0.3 is no multiple of 0.1. */
function isMultiple(number: number, multiple: number): boolean {
  return Number.isInteger(number / multiple);
}
