import type { Problem } from "../../observation.ts";
import type { Ledger } from "./points.ts";

/** Refused until the end after its process was killed: a lease may have outlived our patience, or it may be lost for good. */
export function leases(attempts: Ledger["attempts"], dead: readonly number[]): Problem[] {
  return dead.flatMap((event): Problem[] => {
    const own = attempts.filter(({ copies }) => copies.some((copy) => copy.event === event));
    const crashed = own.findIndex(({ result }) => result === "crashed");
    const after = own.slice(crashed + 1);
    if (crashed < 0 || after.length === 0 || !after.every(({ result }) => result === "nacked")) return [];
    const message = `It refused m${event} again and again after its process was killed: a lease may last longer than this run waits`;
    return [{ kind: "timeout", message }];
  });
}
