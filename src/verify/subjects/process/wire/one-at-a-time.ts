import type { Wire } from "./wire.ts";

/** A play begins when the one before has ended: the names in the consumer's code are those of the server. */
export function oneAtATime(wire: Wire): Wire {
  let last: Promise<void> = Promise.resolve();
  return {
    ...wire,
    async begin(beginning) {
      const before = last;
      let release: () => void = () => undefined;
      last = new Promise((resolve) => (release = resolve));
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
