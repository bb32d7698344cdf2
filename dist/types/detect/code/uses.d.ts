import { type Analysis, type Reading } from "./analysis.ts";
import type { Frame } from "./resolve/tracer.ts";
import { type Sighting } from "./sightings.ts";
import { type Node } from "./syntax/node.ts";
/** Code that hands a message over or takes one: the library call itself, or a call of an in-house wrapper around it. */
export interface Use {
    sighting: Sighting;
    /** The calls between the site and the library, for an indirect use. */
    frame?: Frame;
    /** The calls of a private helper whose channels count here. */
    frames?: Frame[];
    site: Node;
    file: string;
    line: number;
    level: "direct" | "indirect";
    via?: string;
    channel: Reading;
    /** A wrapper whose call sites were found: they name the channels. */
    isWrapper: boolean;
    /** The uses at those call sites. */
    sites?: Use[];
}
/** The channel of a sighting: the first name, or what takes its place where that is the empty string. */
export declare function readChannel(sighting: Sighting, analysis: Analysis, frame?: Frame): Reading & {
    replaced: boolean;
};
export declare function directUse(sighting: Sighting, analysis: Analysis): Use;
