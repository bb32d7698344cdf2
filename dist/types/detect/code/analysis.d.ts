import type { Settings } from "../../model/settings.ts";
import type { Selector } from "../detector.ts";
import type { ConfigLookup } from "./resolve/config.ts";
import type { LibraryTypes } from "./resolve/library-types.ts";
import type { Program } from "./resolve/program.ts";
import { type Lookup } from "./resolve/text.ts";
import type { Frame, Ref, Tracer } from "./resolve/tracer.ts";
import type { Sighting } from "./sightings.ts";
/** Everything that reading one repository's code needs. */
export interface Analysis {
    program: Program;
    tracer: Tracer;
    types: LibraryTypes;
    lookup: Lookup;
    settings: Settings;
}
export declare function openLookup(tracer: Tracer, config: ConfigLookup): Lookup;
/** What stands in one part of a library call. */
export interface Reading {
    /** Complete names. */
    names: string[];
    /** Parts that could not be followed to a name. */
    open: Ref[];
    /** The source text, where a part stands at all. */
    expression?: string;
    declared: boolean;
}
/** Reads the part of a call that the selectors name, the first of them that leads to a name. `frame` is the wrapper call through which it is reached. */
export declare function read(selectors: readonly Selector[] | undefined, sighting: Sighting, analysis: Analysis, frame?: Frame): Reading;
export declare function expressionOf(ref: Ref): string;
