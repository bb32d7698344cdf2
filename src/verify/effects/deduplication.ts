/** What a broker remembers of the messages that it took, to drop their copies. */
export interface Deduplication {
  /** Notes the key; false: it was noted less than the window ago. */
  readonly isNew: (key: string) => boolean;
  readonly begin: () => void;
}

export function createDeduplication(now: () => number, windowMs: number): Deduplication {
  const seen = new Map<string, number>();
  return {
    isNew(key) {
      const before = seen.get(key);
      if (before !== undefined && now() - before < windowMs) return false;
      seen.set(key, now());
      return true;
    },
    begin: () => seen.clear(),
  };
}
