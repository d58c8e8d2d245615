// Figures as people write them.

/** The widest that a figure is told: a sign, ten digits and a point. */
export const widestNumber = 12;

const mostDigits = 10;

/**
 * So many decimals, ten digits in all and `width` characters at most, and no trailing zeros: 83.67, 76, 0.5. Only what that would make 0, or is still too
 * wide, has an exponent: 1.2e14. A figure that is not defined is a dash.
 *
 * @param width 7 at least
 */
export function renderNumber(value: number | null, decimals: number, width: number = widestNumber): string {
  if (value === null) return "-";
  const isZero = Number(value.toFixed(decimals)) === 0;
  const wholeDigits = Math.trunc(Math.abs(value)).toString().length;
  for (let kept = Math.max(Math.min(decimals, mostDigits - wholeDigits), 0); kept >= 0; kept--) {
    const text = trimmed(value.toFixed(kept));
    if (Number(text) === 0 && !isZero) break;
    if (text.length <= width) return text;
  }
  for (let kept = width; kept > 0; kept--) {
    const text = trimmed(value.toExponential(kept));
    if (text.length <= width) return text;
  }
  return trimmed(value.toExponential(0));
}

function trimmed(text: string): string {
  const [number = "", exponent] = text.split("e");
  const short = number.includes(".") ? number.replace(/\.?0+$/, "") : number;
  return exponent === undefined ? short.replace(/^-0$/, "0") : `${short}e${Number(exponent)}`;
}
