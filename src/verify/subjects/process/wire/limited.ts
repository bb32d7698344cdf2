import type { Wire } from "./wire.ts";

/** The same wire; an event that comes more often than that ends the play, and is noted. */
export function limited(wire: Wire, most: number, stuck: Set<number>): Wire {
  return {
    ...wire,
    begin(beginning) {
      const counts = new Map<number, number>();
      stuck.clear();
      return wire.begin({
        ...beginning,
        heard(event) {
          if (event.what !== "handed") return beginning.heard(event);
          const { event: index, instance } = event.handed;
          const count = (counts.get(index) ?? 0) + 1;
          counts.set(index, count);
          beginning.heard(event);
          if (count <= most || stuck.has(index)) return;
          stuck.add(index);
          beginning.heard({ what: "strange", instance, why: `one message came ${most} times` });
        },
      });
    },
  };
}
