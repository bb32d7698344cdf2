import type { Attempt, TracePoint } from "../../observation.ts";
import type { Deliver, Fault } from "../../play.ts";
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
}
export interface Ledger extends Points {
    readonly attempts: Attempt[];
    readonly trace: TracePoint[];
    readonly faultsHit: number;
    /** A copy of this step is put in: its next attempt carries the fault. */
    expects(step: Deliver, index: number): void;
    begins(handed: Handed): void;
    ends(handed: Handed, result: Attempt["result"], error?: string): void;
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
    readonly turn: (instance: string) => Promise<void>;
}
export declare function createLedger({ now, crash, late, turn }: LedgerOptions): Ledger;
