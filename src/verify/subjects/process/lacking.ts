import type { Opened } from "../../subject.ts";
import type { Wire } from "./wire/wire.ts";
import type { Known } from "./world.ts";

/** Classes that a process cannot be played here, each with the reason. */
export function lackingOf({ noStops }: Known, { features }: Wire): NonNullable<Opened["lacking"]> {
  const clock = "the clock of a process cannot be moved";
  return [
    { faultClass: "F9", why: clock },
    { faultClass: "F13", why: "a refused message cannot be put behind all others" },
    { faultClass: "F18", why: clock },
    ...(features.redelivers === "suffix" ? [{ faultClass: "F2:redelivery", why: "this broker brings no single message again" }] : []),
    // Without strace nobody knows whether it writes files.
    ...(noStops !== undefined
      ? [
          {
            faultClass: "F7",
            why: `it cannot be killed between two of its writes: ${noStops}`,
            blocks: true as const,
            partly: true as const,
          },
        ]
      : []),
  ];
}
