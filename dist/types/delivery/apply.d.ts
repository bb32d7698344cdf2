import type { Session } from "../brokers/broker.ts";
import type { Action, Plan } from "../model/delivery.ts";
import { type Desired } from "./plan.ts";
/** One step as the journal keeps it. */
export interface Step {
    readonly resource: string;
    readonly action: Action["action"];
    state: "doing" | "done" | "failed" | "undone" | "left";
}
export interface Applied {
    readonly steps: readonly Step[];
    readonly changed: number;
}
/**
 * Carries a plan out in its order: dead letter, rungs, source, wiring. Repeatable. When a step fails, what this run created and
 * is still empty is taken back, what it changed is set back, and the error says what was left. `note` is called before and after
 * each step with all of them.
 */
export declare function applyPlan(plan: Plan, desired: readonly Desired[], session: Session, mark: string, note: (steps: readonly Step[]) => void): Promise<Applied>;
