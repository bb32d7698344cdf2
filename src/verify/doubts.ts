import type { VerifyOptions } from "./material.ts";
import type { Learned } from "./oracle/learned.ts";
import type { Schedule } from "./schedule.ts";
import type { Session } from "./session.ts";

interface Seen {
  readonly session: Session;
  readonly learned: Learned;
  readonly options: VerifyOptions;
  /** THE list, and what was asked of it. */
  readonly all: readonly Schedule[];
  readonly asked: readonly Schedule[];
  readonly notCovered: readonly { readonly faultClass: string; readonly why: string; readonly blocks: boolean }[];
  readonly hung: readonly { readonly faultClass: string; readonly why: string; readonly plays: number }[];
  readonly flaky: readonly string[];
  /** Places in the consumer's code at which it was not struck. */
  readonly leftOut: number;
  /** Strikes that were tried and never struck. */
  readonly missed: readonly string[];
  /** What the last undisturbed run showed. */
  readonly again: string | undefined;
}

/** Why a run without a violation is no proof, each in a sentence, the weightiest first. */
export function doubtsOf({ session, learned, options, all, asked, notCovered, hung, flaky, leftOut, missed, again }: Seen): string[] {
  const unasked =
    options.schedules !== undefined
      ? []
      : all.filter((schedule) => schedule.advisory !== true && schedule.id !== "F13" && !asked.includes(schedule));
  const blocked = notCovered.filter(({ blocks }) => blocks);
  const rest = hung.filter(({ faultClass }) => !blocked.some((one) => one.faultClass === faultClass));
  return [
    ...(again === undefined ? [] : [again]),
    ...(flaky.length === 0 ? [] : [`A violation could not be repeated: ${flaky[0]}.`]),
    ...(learned.weak === undefined ? [] : [learned.weak.message]),
    ...(session.unobserved.size === 0 ? [] : [`Effects that nothing observes: ${[...session.unobserved].slice(0, 3).join("; ")}.`]),
    ...blocked.map(({ faultClass, why }) => `${faultClass} could not be covered: ${why}.`),
    ...rest.map(({ faultClass, why, plays }) => `${plays} ${plays === 1 ? "play" : "plays"} of ${faultClass} said nothing: ${why}.`),
    ...(session.late
      ? [`The time of ${options.budget.seconds} s ran out before the plays did: fewer schedules were run, and another run may run others.`]
      : []),
    ...(leftOut === 0
      ? []
      : [`A crash or an error at ${leftOut} of its effects was not tried: ${options.budget.plays} plays are too few for them all.`]),
    ...(missed.length === 0
      ? []
      : [
          `${missed.length} kinds of crashes and errors were tried and never struck, the consumer took another way: ${missed.slice(0, 2).join("; ")}.`,
        ]),
    ...(unasked.length === 0 ? [] : [`Only some fault classes were asked for; not tried: ${unasked.map(({ id }) => id).join(", ")}.`]),
  ];
}
