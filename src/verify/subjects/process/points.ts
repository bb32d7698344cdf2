import type { Attempt, TracePoint } from "../../observation.ts";
import type { Deliver, Fault } from "../../play.ts";
import { canStrike } from "../../steps.ts";
import type { Handed, Settling } from "./wire/wire.ts";

/** An effect that was reached from outside of the process: a request, a statement, a write. */
export type Reached = Omit<TracePoint, "delivery" | "n">;

/** What becomes of it. dead: its process was killed there, nothing more happens to it. */
export type PointTurn = "go" | "error" | "refuse" | "dead";

export interface Visit {
  readonly turn: PointTurn;
  /** Absent: no delivery was in work. */
  readonly work?: Work;
  readonly n: number;
}

/** Counts the effects of each delivery, strikes with its fault, and lets a race take turns. */
export interface Points {
  /** Before the effect. */
  reach(instance: string, point: Reached): Promise<Visit>;
  /** It was applied; the process does not know yet. */
  applied(instance: string, visit: Visit): Promise<PointTurn>;
  /** Its end shows only when something else begins: then, unless `applied` was called before. */
  defer(instance: string, visit: Visit): void;
}

/** One attempt that is under way. */
export interface Work {
  readonly index: number;
  readonly handed: Handed;
  readonly fault: Fault | undefined;
  effects: number;
  deferred: Visit | undefined;
  over: boolean;
  /** Its process died: nothing of it goes on. What was acknowledged before it was done does. */
  dead: boolean;
}

export interface Ledger extends Points {
  readonly attempts: Attempt[];
  readonly trace: TracePoint[];
  readonly faultsHit: number;
  /** A copy of this step is put in: its next attempt carries the fault. */
  expects(step: Deliver, index: number): void;
  begins(handed: Handed): void;
  ends(handed: Handed, result: Attempt["result"], error?: string): void;
  /** Its process died, with whatever it had not done yet, acknowledged or not. */
  dies(instance: string): void;
  /** What was deferred is over. dead: its fault struck. */
  flush(instance: string): Promise<PointTurn>;
  /** The fault at the acknowledgement of this delivery, if it strikes now. */
  atAck(handed: Handed, how: Settling): "before" | "after" | undefined;
  /** A fault is due after this effect. */
  strikesAfter(visit: Visit): boolean;
  /** It strikes. */
  strike(visit: Visit): Promise<PointTurn>;
  /** The caller strikes. */
  struck(): void;
  /** What the instance works on, the newest last. */
  working(instance: string): readonly Work[];
}

export interface LedgerOptions {
  /** Milliseconds since the play began. */
  readonly now: () => number;
  readonly crash: (instance: string) => Promise<void>;
  /** An effect outside of any delivery. */
  readonly late: (instance: string, point: Reached) => void;
  /** Resolves when the instance may go on. */
  readonly turn: (handed: Handed) => Promise<void>;
  /** It is about to get the message. */
  readonly begun: (work: Work) => void;
  /** It stands before an effect at which its fault cannot strike. */
  readonly missed: (work: Work) => void;
  /** True: its fault struck, though no effect was reached. */
  readonly over: (work: Work) => boolean;
}

export function createLedger({ now, crash, late, turn, begun, missed, over }: LedgerOptions): Ledger {
  const attempts: Attempt[] = [];
  const trace: TracePoint[] = [];
  const works: Work[] = [];
  const expected = new Map<string, { step: number; fault: Fault | undefined; attempts: number }>();
  let faultsHit = 0;

  const strikes = ({ fault }: Work, n: number, what: string, side: Fault["side"]): boolean =>
    fault !== undefined && fault.side === side && (fault.what === undefined ? fault.at === n : fault.what === what);

  const strike = async (work: Work, fault: Fault): Promise<PointTurn> => {
    faultsHit++;
    if (fault.kind !== "crash") return fault.kind;
    await crash(work.handed.instance);
    return "dead";
  };

  const newest = (instance: string): Work | undefined => works.findLast((each) => !each.over && each.handed.instance === instance);

  const strikesAfter = ({ work, n }: Visit): boolean => {
    const what = trace.find((point) => point.delivery === work?.index && point.n === n)?.what ?? "";
    return work !== undefined && strikes(work, n, what, "after");
  };
  const applied = async (visit: Visit): Promise<PointTurn> => {
    const { work, n } = visit;
    if (work === undefined || work.dead) return work === undefined ? "go" : "dead";
    if (work.deferred?.n === n) work.deferred = undefined;
    return strikesAfter(visit) ? strike(work, work.fault!) : "go";
  };
  const flush = async (instance: string): Promise<PointTurn> => {
    const deferred = newest(instance)?.deferred;
    return deferred === undefined ? "go" : applied(deferred);
  };

  return {
    attempts,
    trace,
    get faultsHit() {
      return faultsHit;
    },
    expects(step, index) {
      // Of several in work at once it strikes the last.
      for (const [at, { event, kind }] of step.copies.entries())
        expected.set(`${event} ${kind}`, { step: index, fault: at === step.copies.length - 1 ? step.fault : undefined, attempts: 0 });
    },
    begins(handed) {
      const { event, kind, count, instance } = handed;
      const wanted = expected.get(`${event} ${kind}`);
      const nth = wanted === undefined ? 0 : wanted.attempts++;
      const fault = nth === 0 || wanted?.fault?.every ? wanted?.fault : undefined;
      const work: Work = { index: attempts.length, handed, fault, effects: 0, deferred: undefined, over: false, dead: false };
      works.push(work);
      begun(work);
      attempts.push({ step: wanted?.step ?? 0, copies: [{ event, kind, count }], instance, atMs: now(), result: "lost" });
    },
    ends(handed, result, error) {
      const work = works.find((each) => each.handed.tag === handed.tag);
      if (work === undefined || work.over) return;
      work.over = true;
      work.dead ||= result === "crashed";
      if (over(work)) faultsHit++;
      const ended = error === undefined || error === "" ? {} : { error };
      attempts[work.index] = { ...attempts[work.index]!, result, endedMs: now(), ...ended };
    },
    dies(instance) {
      for (const work of works) if (work.handed.instance === instance) work.dead = true;
    },
    atAck({ tag }, how) {
      const work = works.find((each) => each.handed.tag === tag);
      if (how !== "ack" || work?.fault?.at !== "ack") return undefined;
      faultsHit++;
      return work.fault.side;
    },
    working: (instance) => works.filter((work) => !work.over && work.handed.instance === instance),
    async reach(instance, point) {
      const work = newest(instance);
      if (work === undefined) {
        late(instance, point);
        return { turn: "go", n: 0 };
      }
      if ((await flush(instance)) === "dead") return { turn: "dead", work, n: 0 };
      const n = ++work.effects;
      trace.push({ delivery: work.index, n, ...point });
      if (strikes(work, n, point.what, "before")) {
        if (canStrike(point, work.fault!)) return { turn: await strike(work, work.fault!), work, n };
        missed(work);
      }
      await turn(work.handed);
      return { turn: work.dead ? "dead" : "go", work, n };
    },
    applied: (_, visit) => applied(visit),
    defer: (instance, visit) => {
      const work = newest(instance);
      if (work !== undefined) work.deferred = visit;
    },
    flush,
    strikesAfter,
    strike: ({ work }) => (work?.fault === undefined ? Promise.resolve("go") : strike(work, work.fault)),
    struck: () => void faultsHit++,
  };
}
