// Work on many things, some at a time.

/** Does `work` on every item, so many at once; says how each ended, in the order of the items. */
export async function settleEach<Item, Value>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<Value>,
): Promise<PromiseSettledResult<Value>[]> {
  const outcomes: PromiseSettledResult<Value>[] = [];
  const left = items.entries();
  const takeTurns = async () => {
    for (const [index, item] of left) [outcomes[index]] = await Promise.allSettled([work(item)]);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, takeTurns));
  return outcomes;
}
