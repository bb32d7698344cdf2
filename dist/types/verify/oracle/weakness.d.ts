import type { Learned, Weak } from "./learned.ts";
type Seen = Pick<Learned, "groups" | "own" | "mask" | "idMask" | "ignore">;
/** Why these undisturbed runs could not tell a broken consumer from a good one. */
export declare function weakness(learned: Seen, amounts: readonly string[]): Weak | undefined;
export {};
