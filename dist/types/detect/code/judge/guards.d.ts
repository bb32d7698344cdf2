import type { Analysis } from "../analysis.ts";
import type { Happening } from "./happening.ts";
import { type Stop } from "./stops.ts";
type Call = Extract<Happening["node"], {
    kind: "call";
}>;
/** A step that is a call. */
export type CallStep = Happening & {
    node: Call;
};
/** Something that recognises a second delivery, as far as it does. */
export interface Guard {
    step: CallStep;
    kind: "dedup-table" | "idempotency-key" | "optimistic-lock" | "unknown";
    why: string;
    /** The branches that its outcome decides; without any it guards nothing but its own write. */
    stops: readonly Stop[];
    /** A second delivery makes it fail, which ends the run unless somebody catches it. */
    throws: boolean;
    /** It writes by itself, so that it is an effect which takes place once. */
    writes: boolean;
    /** Why it cannot be trusted to keep other effects from being repeated. */
    forOthers?: string;
}
/** The guard that a call is, when it is one; undefined too where its key is made up anew on each delivery. */
export declare function guardOf(step: CallStep, all: readonly Happening[], analysis: Analysis): Guard | undefined;
/** The key under which a row is written once is another one on each delivery. */
export declare function hasNewKey({ node, frame }: CallStep, texts: readonly string[], analysis: Analysis): boolean;
/** Does a guard keep an effect from taking place again? `index` is the place among the steps. */
export declare function covers(guard: Guard, at: number, effect: Happening, index: number, all: readonly Happening[], analysis: Analysis): boolean;
export {};
