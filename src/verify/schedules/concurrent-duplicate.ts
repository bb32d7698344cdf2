import type { Step, Turn } from "../play.ts";
import type { PointSeen, Schedule, Stream } from "../schedule.ts";
import { again, planned, telling } from "../steps.ts";

/** Plays in which the first delivery is held once while the second runs to its end. The engine adds whole enumerations (interleavings.ts). */
export const concurrentDuplicate: Schedule = {
  id: "F5",
  title: "concurrent-duplicate",
  purpose: "Two copies of an event are handled at the same time on two instances.",
  fix: "Put a unique constraint on the event id and insert it in the transaction of the effect: the second insert must fail or do nothing.",
  models: ["rewind", "individual"],
  *plan(stream) {
    const blind = telling(stream).filter((step) => stream.readsUnseen && !stream.points[step]?.some(({ write }) => !write));
    for (const step of blind.slice(0, 2)) yield planned("F5", raced(stream, step, []));
    const holds = telling(stream).flatMap((step, nth) => {
      const all = held(stream.points[step] ?? []);
      // Every place in the two most telling deliveries; in the others where the second would see what the first saw.
      return (nth < 2 ? all : all.filter(({ suspect }) => suspect).slice(0, 3)).map((hold) => ({ step, ...hold }));
    });
    for (const { step, at, length } of [...holds.filter((hold) => hold.suspect), ...holds.filter((hold) => !hold.suspect)]) {
      const order: Turn[] = [...Array<Turn>(at).fill(0), ...Array<Turn>(length).fill(1)];
      yield planned("F5", raced(stream, step, order));
    }
  },
};

/** The undisturbed steps with one of them raced against its own copy. */
export function raced(stream: Stream, index: number, order: readonly Turn[]): Step[] {
  const kind = stream.racesByProducer ? "producer" : "redelivery";
  return stream.steps.map((step, at) =>
    at === index && step.do === "deliver"
      ? { do: "race", first: step, second: { do: "deliver", to: "B", copies: step.copies.map(({ event }) => again(event, kind)) }, order }
      : step,
  );
}

/** After how many effects the first is held. Suspect: it has read something by then that it writes later on, so the second sees what the first saw. */
export function held(points: readonly PointSeen[]): { at: number; length: number; suspect: boolean }[] {
  const length = 4 * points.length + 8;
  return points.slice(1).map((_, before) => {
    const read = new Set(points.slice(0, before + 1).flatMap((point) => (point.write || isOfNothing(point) ? [] : [subjectOf(point)])));
    const writesIt = (point: PointSeen): boolean => point.write && !isOfNothing(point) && read.has(subjectOf(point));
    return { at: before + 1, length, suspect: points.slice(before + 1).some(writesIt) };
  });
}

/** Statements of SQL that speak of no table, as a driver or a session sends them. */
const isOfNothing = ({ what }: PointSeen): boolean => /^(?:begin|commit|rollback|savepoint|release|show|set|select)$/i.test(what.trim());

/** The table (or key-value store, folder …) that an effect speaks of. */
function subjectOf({ sink, what }: PointSeen): string {
  const table = /\b(?:from|into|update|table)\s+(?:or\s+\w+\s+)?"?([\w.]+)/i.exec(what)?.[1];
  return `${sink} ${table?.toLowerCase() ?? ""}`;
}
