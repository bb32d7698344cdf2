import type { Learned } from "./learned.ts";
export interface Strength {
    readonly sink: string;
    readonly compared: number;
    readonly seen: number;
}
/** How much of each sink is compared. The consumer's own records count as seen only. */
export declare function strength(learned: Learned): Strength[];
