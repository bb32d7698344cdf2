import type { Turn } from "../play.ts";
import type { Schedule } from "../schedule.ts";
import { hourMs, planned, telling } from "../steps.ts";
import { held, raced } from "./concurrent-duplicate.ts";

export const zombieInstance: Schedule = {
  id: "F18",
  title: "zombie-instance",
  purpose:
    "An instance stands still (a pause, a lost network) until its lock or session has expired, another one does its work, then it goes on.",
  fix: "Let the last write check that the lock is still held (a fencing token, a version), or guard by a unique key that never expires.",
  models: ["rewind", "individual"],
  *plan(stream) {
    for (const [nth, step] of telling(stream).entries()) {
      const all = held(stream.points[step] ?? []).reverse();
      // Every place in the two most telling deliveries; before the last effect in the others.
      for (const { at, length } of nth < 2 ? all : all.slice(0, 1)) {
        const order: Turn[] = [...Array<Turn>(at).fill(0), { advanceMs: hourMs }, ...Array<Turn>(length).fill(1)];
        yield planned("F18", raced(stream, step, order));
      }
    }
  },
};
