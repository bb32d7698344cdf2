import type { Difference } from "../../model/verification.ts";
import type { Delta } from "./compare.ts";
/** `- row` is missing, `+ row x2` is there twice, `row: column before -> after` is the same row with another value. */
export declare function differencesOf(delta: Delta): Difference[];
