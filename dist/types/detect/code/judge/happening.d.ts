import { type Analysis } from "../analysis.ts";
import type { Detector } from "../../detector.ts";
import type { Sighting } from "../sightings.ts";
import { type CallNode } from "../syntax/node.ts";
import type { Step } from "./reach.ts";
/** What a step of a handler means for delivery. */
export type Happening = Step & ({
    kind: "acknowledge";
} | {
    kind: "reject";
    requeue: boolean | undefined;
} | {
    kind: "produce";
    sighting: Sighting;
    deadLetter: boolean;
    channels: string[];
} | {
    kind: "work";
} | {
    kind: "idle";
});
export declare function happenings(steps: readonly Step[], detector: Detector | undefined, analysis: Analysis): Happening[];
/** A boolean that stands in the call itself. */
export declare function literalOf(selectors: readonly string[], node: CallNode): boolean | undefined;
