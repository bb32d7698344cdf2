import type { Shown } from "./compare.ts";
import type { Collapses } from "./collapse.ts";
import type { Group } from "./group.ts";
import type { Ignore } from "./ignore.ts";
import type { Mask } from "./mask.ts";
import type { Vocabulary } from "./names.ts";
import type { Numbers } from "./numbers.ts";
import type { Payload } from "./payload.ts";
import type { Groups, Reference } from "./references.ts";
import type { Tokens } from "./tokens.ts";
import type { Expression } from "./invariant.ts";
/** Why nothing can be said. */
export interface Inconclusive {
    readonly reason: "no-effect" | "nondeterministic" | "baseline-failed" | "invariant-unreadable" | "unlearned";
    readonly message: string;
}
/** Why a run without a difference would say too little. */
export interface Weak {
    readonly reason: "only-masked" | "own-records-only" | "masked-amount";
    readonly message: string;
}
/** What the undisturbed runs teach: what must come out, and which parts of it mean something. */
export interface Learned {
    /** The undisturbed run, as it compares. */
    readonly baseline: ReadonlyMap<string, Shown>;
    /** The same before anything was left out. */
    readonly groups: Groups;
    readonly mask: Mask;
    /** Columns that follow the id of the event, learnt from runs on unrelated ids. */
    readonly idMask: Mask;
    readonly references: readonly Reference[];
    readonly collapses: Collapses;
    /** Columns that name a row, by group. */
    readonly keys: ReadonlyMap<string, readonly string[]>;
    /** Groups that are the consumer's own dedupe records. */
    readonly own: ReadonlySet<string>;
    /** Of those, what the consumer only writes: one that is missing was never written, and that is a loss. */
    readonly unread: ReadonlySet<string>;
    /** Words of names that do not follow clock, chance or ids; undefined: all of them. */
    readonly vocabulary?: Vocabulary;
    readonly tokens: Tokens;
    readonly ignore: Ignore;
    readonly numbers?: Numbers;
    readonly payload: Payload;
    readonly strict: boolean;
    readonly assumptions: readonly string[];
    readonly notes: readonly string[];
    /** Play all the same: a difference convicts. Without one the verdict is inconclusive. */
    readonly weak?: Weak;
    /** In the order in which they were declared. */
    readonly invariants?: readonly LearnedInvariant[];
}
export interface LearnedInvariant {
    readonly equals: string;
    readonly expression: Expression;
    readonly events: readonly unknown[];
    readonly expected: number;
    readonly found: number | null;
    /** False: broken without any fault. */
    readonly holds: boolean;
}
export type Learning = {
    readonly learned: Learned;
} | {
    readonly inconclusive: Inconclusive;
};
export type Hidden = (group: Group, column: string) => boolean;
