import type { Draft } from "./draft/draft.ts";
/** What is to be made: which event, of which entity, with which payload; equal variations give equal payloads. */
export interface Making {
    readonly index: number;
    readonly entity: number;
    /** The n-th event of its entity, from 1. */
    readonly nth: number;
    readonly variation: number;
    readonly eventType: string;
    /** Field that tells which entity it is: its path, dotted. */
    readonly keyPath: string;
    uuid(purpose: string): string;
}
export declare const moments: RegExp;
export declare const keyNames: RegExp;
/** One value of a leaf; undefined: nothing fits. */
export declare function valueOf(draft: Draft, path: readonly string[], making: Making): unknown;
/** Is it the event's own id, or does it tell a flow, the type or the time? Such a field names no entity. */
export declare function isEnvelope(path: readonly string[], root: boolean): boolean;
