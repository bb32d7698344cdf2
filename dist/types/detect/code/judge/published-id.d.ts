import type { Analysis } from "../analysis.ts";
import type { Happening } from "./happening.ts";
export declare const idKeys: RegExp;
/** The message goes out under an id that follows from the one that came in, so that its consumers can recognise a second copy. */
export declare function keepsItsId(step: Extract<Happening, {
    kind: "produce";
}>, analysis: Analysis): boolean;
