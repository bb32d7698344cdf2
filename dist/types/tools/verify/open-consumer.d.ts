import type { Settings } from "../../model/settings.ts";
import type { Consumer, SystemMap } from "../../model/system.ts";
import type { HowToRun } from "../../model/verification.ts";
import type { ToolContext } from "../../tool.ts";
import type { Subject } from "../../verify/subject.ts";
import type { Wire } from "../../verify/subjects/process/wire/wire.ts";
import type { Material } from "../../verify/material.ts";
import type { Depends } from "../../workspace/digests.ts";
import { type Target } from "./target.ts";
export interface ConsumerRequest {
    readonly consumer: string | HowToRun;
    readonly samples?: string | readonly unknown[] | undefined;
    readonly allowHosts?: readonly string[] | undefined;
    readonly invariants?: readonly {
        readonly sql: string;
    }[] | undefined;
    /** For a process: what stands between it and its wire, and for how long nothing may happen while a message is in work. */
    readonly around?: {
        readonly wire: (wire: Wire) => Wire;
        readonly workMs: number;
    };
}
/** A consumer that can be played. Whoever opened it closes `subject`. */
export interface OpenConsumer {
    readonly id: string;
    readonly subject: Subject;
    readonly material: Material;
    readonly how: HowToRun;
    readonly detected?: Consumer;
    readonly map: SystemMap;
    readonly settings: Settings;
    /** What is known before it is loaded; the loaded files come from `Opened`. */
    readonly depends: Depends;
}
export interface KnownSystem {
    readonly map: SystemMap;
    readonly settings: Settings;
}
/** What detect and the settings say. Reads only. */
export declare function readSystem(context: ToolContext): Promise<KnownSystem>;
/** Ready to be played. Throws NoSamples where there are no events to play. */
export declare function openConsumer(context: ToolContext, request: ConsumerRequest, known?: KnownSystem & {
    target: Target;
}): Promise<OpenConsumer>;
