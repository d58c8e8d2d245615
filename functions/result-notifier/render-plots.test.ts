import { describe, expect, test } from "@jest/globals";
import { report } from "./mail-under-test.ts";
import { widthOf } from "./plain-text.ts";
import { renderPlots } from "./render-plots.ts";

const plots = (lines: string, options = {}) => renderPlots(report(lines, { options }).quizzes);
const some = "40,50,60,60,70,70,70,80,80,100";

test("quizzes of about one range are drawn on one scale, so that they compare", () => {
  // Of the 24 places, 0 to 23, a score x of 40 to 100 takes round(23 · (x − 40) / 60). Quiz1: q1 60 → 8, median 70 → 12, q3 77.5 → 14.
  expect(plots(`Quiz1,${some}\nQuiz2,60,60,70,70,80,80,90,90,100,100\n`)).toEqual([
    "How the scores are spread:",
    "Quiz   40                   100  Range      Scores",
    "Quiz1  |-------[===|=]--------|  40 to 100  ▄▄▆█▆▄",
    "Quiz2          |---[==|===]---|  60 to 100  █▁█▁█▁██",
    "[ | ] is the middle half and the median.",
    "The bars count the scores along the range; the lowest means none.",
  ]);
});

test("quizzes of very different ranges are drawn on a scale each, and that is said", () => {
  const lines = plots(`Quiz1,${some}\nQuiz2,4,5,6,6,7,7,7,8,8,10\n`);
  expect(lines.slice(1, 4)).toEqual([
    "Quiz   Box plot                  Range      Scores",
    "Quiz1  |-------[===|=]--------|  40 to 100  ▄▄▆█▆▄",
    "Quiz2  |-------[===|=]--------|  4 to 10    ▄▄▆█▆▄",
  ]);
  expect(lines.at(-1)).toBe("Each quiz is drawn on a scale of its own, which is its range.");
});

test("scores beyond the whiskers are drawn, and it is said what they are", () => {
  const lines = plots("Quiz1,0,70,71,72,73,74,75,100\n");
  expect(lines[2]).toMatch(/^Quiz1 {2}o {15}\[\|\] {4}o {2}0 to 100 /);
  expect(lines[3]).toBe("[ | ] is the middle half and the median, o a score far from the others.");
});

test("a quartile that shares its place with the median, and is another, stands beside it", () => {
  // On the 24 places from 0 to 100 both 51.5 and 52 take the 12th.
  expect(plots("Quiz1,0,51.5,51.5,51.5,52,80,80,80,100\n")[2]).toMatch(/^Quiz1 {2}o {10}\[\|={5}\]-{4}\| {2}0 to 100 /);
});

test("one score is a median and nothing else", () => {
  expect(plots("Quiz1,7\n")[2]).toMatch(/^Quiz1 {2}\| {25}7 to 8 {2}█$/);
});

describe("what is not known is not drawn", () => {
  test("a quiz without scores is a dash, and so is one whose figures are suppressed", () => {
    const lines = plots(`Quiz1,${some}\nNobody,NA\nFew,1,2\n`, { minimumGroupSize: 5 });
    expect(lines.slice(2, 5)).toEqual([expect.stringMatching(/^Quiz1 /), "Nobody  -", "Few     -"]);
  });

  test("where no quiz can be drawn there is nothing", () => {
    expect(plots("Nobody,NA\n")).toEqual([]);
    expect(renderPlots([])).toEqual([]);
  });
});

test("the bars come last, and where a font draws them twice as wide the line still fits", () => {
  const lines = plots(`${"A long name ".repeat(9)},${some},45,55,-100000.125\nQuiz2,${some}\n`);
  for (const line of lines.slice(1, 4)) {
    expect(line).not.toMatch(/[▁-█].*[^▁-█]/);
    expect(widthOf(line) + (line.match(/[▁-█]/g)?.length ?? 0)).toBeLessThanOrEqual(78);
  }
});

test("what stands before the bars is of one width in every line, whatever the names are", () => {
  const lines = plots(`数学 😀,${some}\nמבחן,${some}\ne\u0301,${some}\n`).slice(1, 5);
  expect(new Set(lines.map((line) => widthOf(line.replace(/(Scores|[▁-█]+)$/, "")))).size).toBe(1);
});
