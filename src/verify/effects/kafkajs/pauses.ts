/** Partitions that a consumer paused, and who waits for them. */
export interface Pauses {
  /** `partitions` undefined: all of the topic. Returns what resumes just these. */
  readonly pause: (topic: string, partitions?: readonly number[]) => () => void;
  readonly resume: (topic: string, partitions?: readonly number[]) => void;
  readonly isPaused: (topic: string, partition: number) => boolean;
  /** Resolves at the next resume, or when nothing will resume it any more. */
  readonly changed: () => Promise<"resumed" | "stalled">;
  readonly stall: () => void;
  readonly list: () => { topic: string; partitions: number[] }[];
}

export function createPauses(): Pauses {
  const paused = new Map<string, Set<number>>();
  const everything = -1;
  let waiting: ((how: "resumed" | "stalled") => void)[] = [];
  const wake = (how: "resumed" | "stalled"): void => {
    const woken = waiting;
    waiting = [];
    for (const go of woken) go(how);
  };
  const resume: Pauses["resume"] = (topic, partitions) => {
    if (partitions === undefined) paused.delete(topic);
    else for (const partition of partitions) paused.get(topic)?.delete(partition);
    wake("resumed");
  };
  return {
    pause(topic, partitions) {
      const known = paused.get(topic) ?? new Set();
      for (const partition of partitions ?? [everything]) known.add(partition);
      paused.set(topic, known);
      return () => resume(topic, partitions);
    },
    resume,
    isPaused: (topic, partition) => paused.get(topic)?.has(partition) === true || paused.get(topic)?.has(everything) === true,
    changed: () => new Promise((go) => void waiting.push(go)),
    stall: () => wake("stalled"),
    list: () =>
      [...paused]
        .filter(([, set]) => set.size > 0)
        .map(([topic, set]) => ({ topic, partitions: [...set].map((each) => Math.max(0, each)) })),
  };
}
