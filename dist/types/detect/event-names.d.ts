import { type Analysis } from "./analysis.ts";
import type { Frame } from "./resolve/trace.ts";
import type { Sighting } from "./sightings.ts";
/** An event as the code names it: the string that travels, the class that stands for it. */
export interface EventName {
    name: string;
    aliases: string[];
    file: string;
    line: number;
}
/** Names of the events that a call sends. */
export declare function eventNames(sighting: Sighting, analysis: Analysis, place: {
    file: string;
    line: number;
}, frame?: Frame): EventName[];
