import type { Play } from "./play.ts";
/** The class whose schedule a play is, told by what disturbs it; of several the lowest number. */
export declare function classOf({ steps, nacks }: Pick<Play, "steps" | "nacks">): string;
