import type { Wire } from "./wire.ts";

/** A play begins when the one before has ended: the names in the consumer's code are those of the server. */
export function oneAtATime(wire: Wire): Wire {
  let last: Promise<void> = Promise.resolve();
  return {
    ...wire,
    async begin(beginning) {
      const before = last;
      const { promise, resolve: release } = promised();
      last = promise;
      await before;
      try {
        const play = await wire.begin(beginning);
        return { ...play, end: () => play.end().finally(release) };
      } catch (error) {
        release();
        throw error;
      }
    },
  };
}

function promised(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve: (() => void) | undefined;
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve: () => resolve?.() };
}
