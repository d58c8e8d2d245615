// The figures of one quiz. Each is defined in docs/statistics.md; what the scores do not define is null, and `undefinedStatistics` says why.
import { Type } from "@sinclair/typebox";
import { Count, Nullable, OrNull } from "../lib/values.ts";

const ScoreCount = Type.Object(
  { score: Type.Number({ title: "Score", description: "A score, in points." }), count: Count("Count", "How often it was got.") },
  { title: "Score count", description: "A score and how often it was got." },
);

const Percentile = Type.Object(
  {
    percent: Type.Integer({ title: "Percent", description: "Which percentile, in percent.", minimum: 0, maximum: 100 }),
    value: Type.Number({ title: "Value", description: "The percentile, in points: quantile type 7." }),
  },
  { title: "Percentile", description: "The value that a share of the scores is at or below." },
);

const BoxPlot = Type.Object(
  {
    lowerWhisker: Type.Number({ title: "Lower whisker", description: "Lowest score within 1.5 interquartile ranges below q1, in points." }),
    upperWhisker: Type.Number({
      title: "Upper whisker",
      description: "Highest score within 1.5 interquartile ranges above q3, in points.",
    }),
    outlierCount: Count("Outliers", "Number of scores beyond the whiskers."),
    outliers: Type.Array(ScoreCount, {
      title: "Outlying scores",
      description: "The scores beyond the whiskers, ascending; of more than 20 different ones 20, the lowest and the highest.",
    }),
  },
  { title: "Box plot", description: "Tukey's box plot, beside q1, median and q3." },
);

const Histogram = Type.Object(
  {
    edges: Type.Array(Type.Number(), {
      title: "Edges",
      description: "The bins' edges, ascending, in points: one more than there are bins. A bin holds its lower edge; the last holds both.",
    }),
    counts: Type.Array(Count("Count", "Scores in the bin."), { title: "Counts", description: "Scores in each bin. They add up to count." }),
  },
  { title: "Histogram", description: "At most ten bins, of a width of 1, 2 or 5 times a power of ten." },
);

const GradeCount = Type.Object(
  {
    label: Type.String({ title: "Grade", description: "The grade's label, as it was asked for." }),
    count: Count("Count", "Number of scores in the band."),
  },
  { title: "Grade count", description: "How many scores earn a grade." },
);

const UndefinedStatistic = Type.Object(
  {
    statistic: Type.String({ title: "Statistic", description: "Name of the field that is null." }),
    reason: Type.String({
      title: "Reason",
      description: "Why it has no value, as a code such as `n<2`, `zero-variance` or `suppressed`; docs/statistics.md lists all.",
    }),
  },
  { title: "Undefined statistic", description: "A statistic that these scores do not define, and why." },
);

const Advice = Type.Object(
  {
    statistic: Type.String({ title: "Statistic", description: "Name of the field that the advice is about." }),
    threshold: Type.Number({ title: "Threshold", description: "The value past which it is given, in the statistic's unit." }),
    text: Type.String({ title: "Text", description: "What the figure means, and what to look at." }),
  },
  { title: "Advice", description: "What a figure past a threshold means. The thresholds are in docs/statistics.md." },
);

export const AdviceList = Type.Optional(Type.Array(Advice, { title: "Advice", description: "What stands out, where something does." }));

export const UndefinedStatistics = Type.Optional(
  Type.Array(UndefinedStatistic, { title: "Undefined statistics", description: "The fields that are null, with the reason of each." }),
);

/** Fields that every set of figures has. */
export const figures = {
  count: Count("Count", "Number of scores; missing ones are not counted."),
  decimals: OrNull(
    Type.Integer({ minimum: 0 }),
    "Decimals",
    "The fewest decimals with which every score can be written: 1 for 8.50 and 9.",
  ),
  min: Nullable("Minimum", "Lowest score, in points."),
  max: Nullable("Maximum", "Highest score, in points."),
  range: Nullable("Range", "Maximum less minimum, in points."),
  sum: Nullable("Sum", "Sum of the scores, in points."),
  mean: Nullable("Mean", "Arithmetic mean of the scores, in points."),
  modes: OrNull(Type.Array(Type.Number()), "Modes", "The most frequent scores, ascending, in points; at most 10."),
  median: Nullable("Median", "Middle score, in points: quantile type 7 at 50 %."),
  q1: Nullable("First quartile", "Quantile type 7 at 25 %, in points."),
  q3: Nullable("Third quartile", "Quantile type 7 at 75 %, in points."),
  interquartileRange: Nullable("Interquartile range", "q3 less q1, in points."),
  percentiles: OrNull(Type.Array(Percentile), "Percentiles", "The 5th, 10th, 90th and 95th percentile."),
  sdSample: Nullable(
    "Sample standard deviation",
    "Of scores that are a sample, with denominator n − 1, in points (Excel's STDEV.S, Moodle's).",
  ),
  sdPopulation: Nullable(
    "Population standard deviation",
    "Of scores that are everybody's, with denominator n, in points (Excel's STDEV.P, Canvas's).",
  ),
  standardError: Nullable("Standard error of the mean", "sdSample / √n, in points."),
  skewness: Nullable("Skewness", "k3 / k2^1.5 of the k-statistics, as Moodle and Excel's SKEW; no unit."),
  kurtosis: Nullable("Excess kurtosis", "k4 / k2² of the k-statistics, as Moodle and Excel's KURT: 0 for a normal distribution; no unit."),
  boxPlot: OrNull(BoxPlot, "Box plot", "Whiskers and outliers by Tukey's rule."),
  histogram: OrNull(Histogram, "Histogram", "How the scores are spread."),
  facilityIndex: Type.Optional(Nullable("Facility index", "Mean as a percentage of the highest possible score. With `maxScore` alone.")),
  passRate: Type.Optional(Nullable("Pass rate", "Share of the scores that reach the pass mark, in percent. With `passMark` alone.")),
  gradeBands: Type.Optional(
    OrNull(Type.Array(GradeCount), "Grade bands", "Scores by grade, in the order in which the grades were given. With `gradeBands` alone."),
  ),
  undefinedStatistics: UndefinedStatistics,
};

export const Figures = Type.Object(figures, { title: "Figures", description: "The statistics of some scores." });
