// What the peers that only split lines into cells do with a line: add its scores to those of its quiz.

import { AnswerSheet } from "../answer.ts";
import { tell } from "../task.ts";

interface Group {
  count: number;
  sum: number;
  min: number;
  max: number;
}

/** Count, sum, min and max by quiz, the way one writes it on top of a parser: a Map of small objects. */
export class Groups {
  readonly #groups = new Map<string, Group>();

  /** Adds the cells of a line, the quiz's name first; what is no number is passed over. */
  addLine(cells: ArrayLike<string>): void {
    const group = this.of(cells[0] ?? "");
    let { count, sum, min, max } = group;
    for (let i = 1; i < cells.length; i++) {
      const score = Number(cells[i]);
      if (Number.isNaN(score)) continue;
      count++;
      sum += score;
      if (score < min) min = score;
      if (score > max) max = score;
    }
    group.count = count;
    group.sum = sum;
    group.min = min;
    group.max = max;
  }

  of(name: string): Group {
    let group = this.#groups.get(name);
    if (group === undefined) {
      group = { count: 0, sum: 0, min: Number.POSITIVE_INFINITY, max: Number.NEGATIVE_INFINITY };
      this.#groups.set(name, group);
    }
    return group;
  }

  tell(askedFor: readonly string[]): void {
    const sheet = new AnswerSheet(askedFor);
    for (const [name, { count, sum, min, max }] of this.#groups) sheet.add(name, { count, min, max, mean: sum / count });
    tell(sheet.answer);
  }
}
