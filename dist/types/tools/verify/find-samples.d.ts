import { ToolError } from "../../tool.ts";
import type { Depends } from "../../workspace/digests.ts";
import type { KnownSystem } from "./open-consumer.ts";
import { type Sample } from "./samples.ts";
import type { Target } from "./target.ts";
/** There is nothing to play: neither the call, nor the settings, nor a schema gives events. */
export declare class NoSamples extends ToolError {
    constructor(id: string, why: string);
}
export interface FoundSamples {
    readonly samples: readonly Sample[];
    readonly source: Pick<Depends, "samples" | "schemas">;
}
/** The call's samples, else those of the settings, else events made from the schemas of what the consumer handles. */
export declare function findSamples(root: string, target: Target, { map, settings }: KnownSystem, given: string | readonly unknown[] | undefined): Promise<FoundSamples>;
