// Which form of an answer a client wants: its Accept header against the forms that there are (RFC 9110, 12.5.1).

interface Range {
  type: string;
  subtype: string;
  parameters: Map<string, string>;
  quality: number;
}

const token = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const quoted = '"(?:[^"\\\\]|\\\\.)*"';
const rangePattern = new RegExp(`^(${token})/(${token})((?:\\s*;\\s*${token}=(?:${token}|${quoted}))*)\\s*;?$`);

/**
 * The offered media type that `accept` likes best, and of those that it likes as much the first; undefined where it wants none of them. No
 * header, and one in which nothing can be read, wants anything. Of the ranges that fit a form the most particular one has the say, as the
 * RFC has it.
 *
 * @param offered media types with their parameters, such as `text/csv; charset=utf-8`
 */
export function preferredMediaType<Offered extends string>(accept: string | undefined, offered: readonly Offered[]): Offered | undefined {
  const ranges = (accept ?? "").match(new RegExp(`(?:${quoted}|[^,"])+`, "g"))?.flatMap((text) => readRange(text) ?? []) ?? [];
  if (ranges.length === 0) return offered[0];
  let best: { form: Offered; quality: number } | undefined;
  for (const form of offered) {
    const quality = qualityOf(form, ranges);
    if (quality > (best?.quality ?? 0)) best = { form, quality };
  }
  return best?.form;
}

function qualityOf(form: string, ranges: Range[]): number {
  const offer = readRange(form);
  if (!offer) throw new TypeError(`"${form}" is no media type that could be offered.`);
  const fitting = ranges.filter((range) => fits(range, offer)).sort((one, other) => particularity(other) - particularity(one));
  return fitting[0]?.quality ?? 0;
}

function fits(range: Range, offer: Range): boolean {
  if (range.type !== "*" && range.type !== offer.type) return false;
  if (range.subtype !== "*" && range.subtype !== offer.subtype) return false;
  return [...range.parameters].every(([name, value]) => offer.parameters.get(name) === value);
}

function particularity({ type, subtype, parameters }: Range): number {
  return type === "*" ? 0 : subtype === "*" ? 1 : 2 + parameters.size;
}

/** A range; undefined where it is none: then the others have the say. */
function readRange(text: string): Range | undefined {
  const [, type = "", subtype = "", rest = ""] = rangePattern.exec(text.trim()) ?? [];
  if (type === "" || (type === "*" && subtype !== "*")) return undefined;
  const parameters = new Map<string, string>();
  for (const [, name = "", value = ""] of rest.matchAll(new RegExp(`(${token})=(${token}|${quoted})`, "g")))
    parameters.set(name.toLowerCase(), value.replace(/^"|"$/g, "").replace(/\\(.)/g, "$1").toLowerCase());
  const weight = parameters.get("q") ?? "1";
  if (!/^(0(\.\d{0,3})?|1(\.0{0,3})?)$/.test(weight)) return undefined;
  parameters.delete("q");
  return { type: type.toLowerCase(), subtype: subtype.toLowerCase(), parameters, quality: Number(weight) };
}
