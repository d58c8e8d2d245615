// What is written as score lines is read as it was, in every dialect.

import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { MISSING_TOKENS } from "./missing-tokens.ts";
import { encode, exactText, readInput } from "./test-reader.ts";

/** A cell as it is written and as it is told. */
interface Written {
  text: string;
  told: string;
}

const dialect = fc.record({
  delimiter: fc.constantFrom(",", ";", "\t"),
  decimal: fc.constantFrom(".", ","),
  header: fc.boolean(),
});

/** Blanks that a cell may have round it. */
const padding = (delimiter: string) =>
  fc.string({ unit: delimiter === "\t" ? fc.constant(" ") : fc.constantFrom(" ", "\t"), maxLength: 2 });

const trimmed = (text: string) => text.replace(/^[ \t]+|[ \t]+$/g, "");

const name = fc
  .string({
    unit: fc.oneof(fc.constantFrom(...'aB1 ,;\t"\r\n\ufeff\u0000é'), fc.string({ unit: "binary", minLength: 1, maxLength: 1 })),
    maxLength: 10,
  })
  .map(trimmed)
  .filter((text) => text !== "");

/** A number of any notation in range, with the decimal that it is. */
const number = (decimal: string): fc.Arbitrary<Written> =>
  fc
    .tuple(
      fc.boolean(),
      fc.oneof(fc.bigInt(0n, 100n), fc.bigInt(0n, 10n ** 14n - 1n)),
      fc.stringMatching(/^\d{0,11}$/),
      fc.constantFrom("", "0", "00"),
      fc.constantFrom(0, 0, 0, 1, -1),
    )
    .map(([negative, whole, fraction, zeros, exponent]) => {
      const sign = negative ? "-" : "";
      const decimals = fraction + zeros;
      const power = exponent === 0 ? "" : `${exponent > 0 ? "E+" : "e"}${exponent}`;
      const digits = BigInt(`${whole}${decimals}`) * (negative ? -1n : 1n);
      const told = exactText(exponent > 0 ? digits * 10n : digits, decimals.length + (exponent < 0 ? 1 : 0));
      return { text: `${sign}${zeros}${whole}${decimals === "" ? "" : decimal}${decimals}${power}`, told };
    });

const missing = fc
  .tuple(fc.constantFrom(...MISSING_TOKENS), fc.boolean())
  .map(([token, small]): Written => ({ text: small ? token.toLowerCase() : token, told: `[${token}]` }));

/** A file's bytes and what is to be told of it. */
const file = dialect.chain((said) => {
  const { delimiter, decimal, header } = said;
  const written = (text: string, isQuoted: boolean, [before, inside, behind]: readonly string[]) => {
    const mustQuote = text.startsWith('"') || text.startsWith("\ufeff") || /[\r\n]/.test(text) || text.includes(delimiter);
    const quoted = isQuoted || mustQuote ? `"${inside}${text.replaceAll('"', '""')}"` : text;
    return before + quoted + behind;
  };
  const paddings = fc.tuple(padding(delimiter), padding(delimiter), padding(delimiter));
  const cell = (what: fc.Arbitrary<Written>) =>
    fc.tuple(what, fc.boolean(), paddings).map(([{ text, told }, isQuoted, blanks]) => ({ text: written(text, isQuoted, blanks), told }));
  const scores = fc.array(cell(fc.oneof({ weight: 4, arbitrary: number(decimal) }, { weight: 1, arbitrary: missing })), {
    minLength: 1,
    maxLength: 8,
  });
  const line = fc.tuple(cell(name.map((text) => ({ text, told: text }))), scores).map(([first, rest]) => [first, ...rest]);
  const ending = fc.constantFrom("\n", "\r\n", "\r", "\n\n", "\r\n \r\n");
  return fc.tuple(fc.array(fc.tuple(line, ending), { maxLength: 6 }), fc.boolean()).map(([lines, isEnded]) => {
    const texts = lines.map(([cells, end]) => cells.map(({ text }) => text).join(delimiter) + end);
    if (header) texts.unshift(`"Quiz"${delimiter}Anna\n`);
    const whole = texts.join("");
    const told = lines.flatMap(([cells]) => cells.map((each) => each.told));
    return { said, input: encode(isEnded || /["\t ]$/.test(whole) ? whole : whole.replace(/[\r\n]+$/, "")), told };
  });
});

test("names and scores come back as they were written, and no error with them", () => {
  fc.assert(
    fc.property(file, ({ said, input, told }) => {
      const reading = readInput([input], { encoding: "utf-8", ...said });
      expect(reading.problems.errors).toEqual([]);
      const read = reading.told.flatMap((each) => {
        if (each[0] === "missing") return [`[${each[1]}]`];
        return each[0] === "line" || each[0] === "score" ? [each[1]] : [];
      });
      expect(read).toEqual(told);
    }),
    { numRuns: 2_000 },
  );
});
