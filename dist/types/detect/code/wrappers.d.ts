import { type Analysis } from "./analysis.ts";
import { type Use } from "./uses.ts";
/**
 * A function around a library call whose channel or routing key is its parameter, or a field set from the constructor, is an in-house
 * wrapper: its call sites are producers and consumers. Marks the wrappers among `uses` and returns the indirect ones.
 */
export declare function followWrappers(uses: readonly Use[], analysis: Analysis): Use[];
