import { type Analysis } from "./analysis.ts";
import type { Frame } from "./resolve/tracer.ts";
import type { Sighting } from "./sightings.ts";
import { type Node } from "./syntax/node.ts";
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
/** `publish(new OrderPlaced(…))`: what a wrapper is handed. */
export declare function namesAtSite(site: Node, analysis: Analysis): EventName[];
