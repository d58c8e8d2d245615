// What the quality report says, as lines of a mail: what was left out, and what is worth a look.
import type { QualityReport, ScoreProblem } from "../../generated/types/statistics.d.ts";

/** So many problems of each severity are told; the stored statistics have more. */
const mostProblems = 10;

/** Errors first, then warnings, each under its heading; nothing where there are none. */
export function renderProblems({ problems, problemCounts }: QualityReport): string[] {
  const section = (severity: ScoreProblem["severity"], heading: string) => {
    const count = problemCounts.reduce((sum, kind) => sum + (kind.severity === severity ? kind.count : 0), 0);
    const told = problems.filter((problem) => problem.severity === severity).slice(0, mostProblems);
    const more = count > told.length ? [`  … and ${count - told.length} more, see the stored statistics.`] : [];
    return count === 0 ? [] : ["", heading, ...told.flatMap(renderProblem), ...more];
  };
  return [...section("error", "Left out, since it could not be read:"), ...section("warning", "Taken as it is, but worth a look:")];
}

function renderProblem({ line, column, hint }: ScoreProblem): string[] {
  const place = column === null ? `line ${line}` : `line ${line}, cell ${column}`;
  return wrap(`- ${place}: ${hint}`);
}

/** Lines of 78 columns at most, all but the first indented; a word that is longer is cut. */
function wrap(text: string): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ").flatMap((word) => word.match(/.{1,70}/gu) ?? [])) {
    if (line !== "" && [...line].length + 1 + [...word].length > 76) {
      lines.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return [...lines, line].map((each, index) => (index === 0 ? each : `  ${each}`));
}
