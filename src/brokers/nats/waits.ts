import type { Clock } from "../clock.ts";

interface Place {
  readonly stream: string;
  readonly consumer: string;
}

/**
 * What this session gave back and when it may come again: the server counts it as unacknowledged all the while and does not tell
 * it from what is in work.
 */
export interface Waits {
  again(place: Place, seq: number, atMs: number): void;
  seen(place: Place, seq: number): void;
  count(place: Place): { readonly delayed: number; readonly due: number };
}

export function waitsOf(clock: Clock): Waits {
  const all = new Map<string, Map<number, number>>();
  const of = ({ stream, consumer }: Place): Map<number, number> => {
    const key = `${stream}/${consumer}`;
    const known = all.get(key) ?? new Map<number, number>();
    all.set(key, known);
    return known;
  };
  return {
    again: (place, seq, atMs) => void of(place).set(seq, atMs),
    seen: (place, seq) => void of(place).delete(seq),
    count(place) {
      const times = [...of(place).values()];
      const delayed = times.filter((atMs) => atMs > clock.now()).length;
      return { delayed, due: times.length - delayed };
    },
  };
}
