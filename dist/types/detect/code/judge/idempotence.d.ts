import type * as z from "zod";
import type { Idempotence } from "../../../model/system.ts";
import type { Analysis } from "../analysis.ts";
import { type Effect } from "./effects.ts";
import type { Happening } from "./happening.ts";
/** A sign in the handler's code, with the place where it stands. */
export interface Sign {
    kind: z.infer<typeof Idempotence>;
    why: string;
    file: string;
    line: number;
    what: Effect["what"] | "guard";
}
/**
 * What a second delivery of the same message would do, as far as reading shows. The handler is as safe as its worst effect: an effect
 * counts unless a guard before it recognises the message, and the first sign is the verdict.
 */
export declare function idempotenceSigns(all: readonly Happening[], analysis: Analysis): Sign[];
