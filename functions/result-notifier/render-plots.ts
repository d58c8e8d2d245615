// How the scores of quizzes are spread, in a line for each: a box plot, and a histogram.
import type { QuizStatistics } from "../../generated/types/statistics.d.ts";
import { columns } from "./plain-text.ts";
import { renderNumber, widestNumber } from "./render-number.ts";
import { decimalsOf, nameColumn, namesOf, withRoom } from "./render-table.ts";

const boxColumns = 24;
/** Quizzes are drawn on one scale where each takes a sixth of it or more. */
const leastShare = 1 / 6;
/** From none to the most. They come last in a line: East Asian fonts draw them twice as wide, which then moves nothing. */
const bars = "▁▂▃▄▅▆▇█";
const edgeWidths = [widestNumber, 10, 8, 7];

interface Scale {
  from: number;
  to: number;
}

interface Plot {
  box: string;
  edges: (width: number) => string;
  histogram: string;
}

type Drawn = Pick<QuizStatistics, "name" | "decimals" | "q1" | "median" | "q3" | "boxPlot" | "histogram">;

/**
 * A line for each quiz, and below them how to read it. Nothing where no quiz can be drawn, and a dash for one that cannot. All are drawn
 * on one scale, so that they compare, unless some would be too small on it.
 */
export function renderPlots(quizzes: Drawn[]): string[] {
  const scales = quizzes.flatMap((quiz) => scaleOf(quiz) ?? []);
  const common = commonScale(scales);
  if (common === undefined) return [];
  const isShared = scales.every(({ from, to }) => to - from >= leastShare * (common.to - common.from));
  const plots = quizzes.map((quiz) => plotOf(quiz, isShared ? common : scaleOf(quiz)));
  const heading = {
    box: isShared ? renderScale(common, Math.max(...quizzes.map(decimalsOf))) : "Box plot",
    edges: () => "Range",
    histogram: "Scores",
  };
  const rows = [heading, ...plots];
  const names = namesOf(quizzes);
  const tables = edgeWidths.map((width) => rows.map(({ box, edges }) => [box.padEnd(boxColumns), edges(width)]));
  const widestHistogram = Math.max(...rows.map(({ histogram }) => histogram.length));
  const { cells, room } = withRoom(names, tables, columns - 2 - 2 * widestHistogram);
  const edgeWidth = Math.max(...cells.map(([, edges = ""]) => edges.length));
  const nameCells = nameColumn(names, room);
  const lines = cells.map(([box = "", edges = ""], index) =>
    `${nameCells[index] ?? ""}  ${box}  ${edges.padEnd(edgeWidth)}  ${rows[index]?.histogram ?? ""}`.trimEnd(),
  );
  const hasOutliers = quizzes.some(({ boxPlot }) => (boxPlot?.outlierCount ?? 0) > 0);
  return ["How the scores are spread:", ...lines, ...renderLegend({ hasOutliers, isShared })];
}

function renderLegend({ hasOutliers, isShared }: { hasOutliers: boolean; isShared: boolean }): string[] {
  return [
    `[ | ] is the middle half and the median${hasOutliers ? ", o a score far from the others" : ""}.`,
    "The bars count the scores along the range; the lowest means none.",
    ...(isShared ? [] : ["Each quiz is drawn on a scale of its own, which is its range."]),
  ];
}

function scaleOf({ histogram, boxPlot }: Drawn): Scale | undefined {
  const [from, to] = [histogram?.edges[0], histogram?.edges.at(-1)];
  return boxPlot === null || from === undefined || to === undefined || from >= to ? undefined : { from, to };
}

function commonScale([first, ...others]: Scale[]): Scale | undefined {
  return others.reduce((all, { from, to }) => ({ from: Math.min(all?.from ?? from, from), to: Math.max(all?.to ?? to, to) }), first);
}

function plotOf(quiz: Drawn, scale: Scale | undefined): Plot {
  const own = scaleOf(quiz);
  if (own === undefined || scale === undefined) return { box: "-", edges: () => "", histogram: "" };
  const number = (value: number, width: number) => renderNumber(value, decimalsOf(quiz), width);
  return {
    box: renderBox(quiz, scale),
    edges: (width) => `${number(own.from, width)} to ${number(own.to, width)}`,
    histogram: renderHistogram(quiz.histogram?.counts ?? []),
  };
}

/** `  o  |---[==|==]-----|`: outliers, whiskers, quartiles and median, each where it lies on the scale. */
function renderBox({ boxPlot, q1, median, q3 }: Drawn, { from, to }: Scale): string {
  if (boxPlot === null || q1 === null || median === null || q3 === null) return "-";
  const share = (value: number) => Math.min(Math.max((value - from) / (to - from), 0), 1);
  const at = (value: number) => Math.round(share(value) * (boxColumns - 1));
  const box = Array<string>(boxColumns).fill(" ");
  const draw = (left: number, right: number, [first = "", middle = "", last = ""]: string[]) => {
    box.fill(middle, left, right + 1);
    box[left] = first;
    box[right] = last;
  };
  for (const { score } of boxPlot.outliers) box[at(score)] = "o";
  // Where a quartile lies between two scores, a whisker may end within the box.
  draw(at(Math.min(boxPlot.lowerWhisker, q1)), at(Math.max(boxPlot.upperWhisker, q3)), ["|", "-", "|"]);
  // A quartile that shares its place with the median, and is another, stands beside it.
  const left = q1 < median ? Math.max(Math.min(at(q1), at(median) - 1), 0) : at(q1);
  const right = q3 > median ? Math.min(Math.max(at(q3), at(median) + 1), boxColumns - 1) : at(q3);
  draw(left, right, ["[", "=", "]"]);
  box[at(median)] = "|";
  return box.join("");
}

/** A bar for each bin, the highest for the one with the most scores; the lowest is for none at all. */
function renderHistogram(counts: number[]): string {
  const most = Math.max(...counts);
  return counts.map((count) => bars[Math.ceil((count / most) * (bars.length - 1))] ?? "").join("");
}

/** The two ends of the scale, above the ends of the box plots. */
function renderScale({ from, to }: Scale, decimals: number): string {
  const most = boxColumns / 2 - 1;
  const left = renderNumber(from, decimals, most);
  return `${left}${renderNumber(to, decimals, most).padStart(boxColumns - left.length)}`;
}
