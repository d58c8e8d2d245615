// From a name in the world to the name that pipeline.json gives: `scoreline-raw-123456789012` is bucket `raw`.

export interface Naming {
  prefix: string;
  account: string;
  region: string;
}

/** Undefined where the name does not begin with the prefix. Buckets' names, which are unique in the world, may end with account and region. */
export function shortNameOf(name: string, { prefix, account, region }: Naming): string | undefined {
  if (!name.startsWith(`${prefix}-`)) return undefined;
  let short = name.slice(prefix.length + 1);
  for (const ending of [`-${region}`, `-${account}`, `-${region}`]) if (short.endsWith(ending)) short = short.slice(0, -ending.length);
  return short;
}
