// The figures of one sample as the document states them: what has no value is null, with the reason beside it.

import type { Figures, UndefinedStatistic } from "../generated/types/statistics.d.ts";
import type { Sample } from "./distribution/sample.ts";
import { facilityIndex, gradeBands, passRate } from "./figures/against-marks.ts";
import { boxPlot } from "./figures/box-plot.ts";
import { decimalsOf } from "./figures/decimals.ts";
import { highest, lowest, range } from "./figures/extremes.ts";
import { histogram } from "./figures/histogram.ts";
import { mean, sum } from "./figures/mean.ts";
import { modes } from "./figures/modes.ts";
import { interquartileRange, quantile } from "./figures/quantile.ts";
import type { Figure, Reason } from "./figures/reason.ts";
import { shape } from "./figures/shape.ts";
import { sdPopulation, sdSample, standardError } from "./figures/standard-deviation.ts";
import type { Marks } from "./options.ts";

/** The percentiles that are told beside the quartiles. */
const PERCENTILES = [5, 10, 90, 95];

/** Takes figures apart: the value, or null with the reason on a list. */
export class Gaps {
  readonly #gaps: UndefinedStatistic[] = [];

  value<T>(statistic: string, figure: Figure<T>): T | null {
    if (typeof figure !== "string") return figure;
    this.#gaps.push({ statistic, reason: figure });
    return null;
  }

  /** What goes into the document, if anything was undefined. */
  get field(): { undefinedStatistics?: UndefinedStatistic[] } {
    return this.#gaps.length > 0 ? { undefinedStatistics: this.#gaps } : {};
  }
}

/** All figures of a sample, in the order of the contract; with a reason in the sample's place each of them is null for it. `gaps` may hold some already. */
export function describeFigures(sample: Sample | Reason, count: number, marks: Marks, gaps: Gaps = new Gaps()): Figures {
  const { maxScore, passMark, gradeBands: bands } = marks;
  const tell = <T>(statistic: keyof Figures, figure: (sample: Sample) => Figure<T>) =>
    gaps.value(statistic, typeof sample === "string" ? sample : figure(sample));
  const { skewness, kurtosis } = typeof sample === "string" ? { skewness: sample, kurtosis: sample } : shape(sample);
  return {
    count,
    decimals: tell("decimals", decimalsOf),
    min: tell("min", lowest),
    max: tell("max", highest),
    range: tell("range", range),
    sum: tell("sum", sum),
    mean: tell("mean", mean),
    modes: tell("modes", modes),
    median: tell("median", (sample) => quantile(sample, 50)),
    q1: tell("q1", (sample) => quantile(sample, 25)),
    q3: tell("q3", (sample) => quantile(sample, 75)),
    interquartileRange: tell("interquartileRange", interquartileRange),
    percentiles: tell("percentiles", percentiles),
    sdSample: tell("sdSample", sdSample),
    sdPopulation: tell("sdPopulation", sdPopulation),
    standardError: tell("standardError", standardError),
    skewness: gaps.value("skewness", skewness),
    kurtosis: gaps.value("kurtosis", kurtosis),
    boxPlot: tell("boxPlot", boxPlot),
    histogram: tell("histogram", histogram),
    ...(maxScore && { facilityIndex: tell("facilityIndex", (sample) => facilityIndex(sample, maxScore)) }),
    ...(passMark && { passRate: tell("passRate", (sample) => passRate(sample, passMark)) }),
    ...(bands && { gradeBands: tell("gradeBands", (sample) => gradeBands(sample, bands)) }),
    ...gaps.field,
  };
}

function percentiles(sample: Sample): Figure<{ percent: number; value: number }[]> {
  const values: { percent: number; value: number }[] = [];
  for (const percent of PERCENTILES) {
    const value = quantile(sample, percent);
    if (typeof value === "string") return value;
    values.push({ percent, value });
  }
  return values;
}
