import type { Schedule } from "../schedule.ts";
import { canStrike, neighbours, planned, telling, variantOf, withFault } from "../steps.ts";

export const crashAtEffect: Schedule = {
  id: "F7",
  title: "crash-at-effect",
  purpose: "The consumer dies between two of its effects, so one of them is there and the other is not.",
  fix: "Put all effects and the record of the event id into one transaction; send what leaves the database through an outbox or with an idempotency key.",
  models: ["rewind", "individual"],
  *plan(stream) {
    for (const step of telling(stream)) {
      const points = stream.points[step] ?? [];
      for (const point of points) {
        // After the last effect of a delivery is before its acknowledgement: F6.
        const sides = point.n === points.length ? (["before"] as const) : (["before", "after"] as const);
        for (const side of sides)
          if (canStrike(point, { kind: "crash", side }))
            yield planned(variantOf("F7", point), withFault(stream.steps, step, { kind: "crash", at: point.n, side }));
      }
    }
    for (const point of stream.tickPoints)
      for (const side of ["before", "after"] as const)
        yield planned(variantOf("F7", point), [...stream.steps, { do: "tick", on: "A", fault: { kind: "crash", at: point.n, side } }]);
    // Work that goes on behind the acknowledgement dies with the process and never comes back.
    const afterAck = { kind: "crash", at: "ack", side: "after" } as const;
    for (const step of telling(stream)) yield planned("F7", withFault(stream.steps, step, afterAck));
    // What another message's acknowledgement took along dies with it, too.
    for (const steps of neighbours(stream, afterAck)) yield planned("F7", steps);
  },
};
