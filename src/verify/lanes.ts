/** Works through a list with so many at the same time, and gives the results in the order of the list. Undefined: none was begun. */
export async function* inLanes<T, R>(
  list: readonly T[],
  lanes: number,
  work: (one: T) => Promise<R> | undefined,
): AsyncGenerator<R | undefined> {
  const begun: (Promise<R> | undefined)[] = [];
  let next = 0;
  const begin = (): void => {
    const one = work(list[next++]!);
    // Whoever waits for it hears what went wrong.
    one?.catch(() => {});
    begun.push(one);
  };
  while (next < Math.min(lanes, list.length)) begin();
  for (let at = 0; at < list.length; at++) {
    const result = await begun[at];
    if (next < list.length) begin();
    yield result;
  }
}
