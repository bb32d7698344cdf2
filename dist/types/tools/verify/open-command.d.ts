import type { Settings } from "../../model/settings.ts";
import type { SystemMap } from "../../model/system.ts";
import { type ToolContext } from "../../tool.ts";
import type { Material } from "../../verify/material.ts";
import type { Subject } from "../../verify/subject.ts";
import type { ConsumerRequest } from "./open-consumer.ts";
import type { Target } from "./target.ts";
interface Opening {
    readonly target: Target;
    readonly command: readonly string[];
    readonly material: Material;
    readonly map: SystemMap;
    readonly settings: Settings;
}
/** A consumer that is a process of its own, on the broker that it speaks to. */
export declare function openCommand(context: ToolContext, request: ConsumerRequest, opening: Opening): Promise<Subject>;
export {};
