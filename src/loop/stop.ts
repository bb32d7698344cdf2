import type { Row, Stop } from "../model/verdict.ts";
import type { DomainView } from "./domains.ts";

export type StopWhen = "all" | "any";

/** The stop criteria of one domain. `d` alone ends the run whatever the others say. */
export function stopOf(domain: DomainView, rows: readonly Row[], userAsked: boolean): Stop {
  const passes = (number: number) => rows.find(({ row }) => row === number)?.status === "pass";
  const events = [...domain.events, ...domain.reads];
  const a =
    domain.nameless.length + domain.blind.length === 0 &&
    events.every(({ schema }) => schema?.compatibility.state === "compatible") &&
    passes(3);
  return close({ a, b: passes(4) && passes(6), c: passes(5), d: userAsked });
}

/** The criteria of several domains: each must hold in every one. */
export function stopOfAll(stops: readonly Stop[], userAsked: boolean): Stop {
  return close({ a: stops.every(({ a }) => a), b: stops.every(({ b }) => b), c: stops.every(({ c }) => c), d: userAsked });
}

function close({ a, b, c, d }: Pick<Stop, "a" | "b" | "c" | "d">): Stop {
  return { a, b, c, d, any: a || b || c || d, all: a && b && c };
}

/** May the run end? */
export function stopMet(stop: Stop, stopWhen: StopWhen): boolean {
  return stop.d || (stopWhen === "any" ? stop.any : stop.all);
}
