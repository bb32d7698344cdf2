import { type KnownFiles } from "./tracer.ts";
import type { SystemCall } from "./strace.ts";
import type { Lane } from "./world.ts";
/** What a process was seen to open for writing, and where it connected to. */
export interface Sightings {
    readonly call: (call: SystemCall) => void;
    files(): KnownFiles;
    /** What no probe sees, in words; `ports`: our own. */
    unobserved(ports: ReadonlySet<number>): string[];
}
export declare function createSightings({ state, folders }: Lane, root: string): Sightings;
