import type { HttpCall } from "../../observation.ts";
import type { Points } from "./points.ts";
/** The HTTP peer of a play: real servers, one for each instance, that record what they are asked and answer 200. */
export interface HttpStub {
    /** Port of an instance's own address; the same over restarts. */
    port(instance: string): Promise<number>;
    readonly calls: readonly HttpCall[];
    end(): void;
}
/** `draw` gives the random part of an answer. */
export declare function createHttpStub(points: Points, draw: () => string): HttpStub;
