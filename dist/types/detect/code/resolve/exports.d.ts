import type { TracerCore } from "./tracer.ts";
/** What imports and exports stand for, across the files of the repository. */
export declare function openExports(core: TracerCore): Pick<TracerCore, "imported" | "exported" | "typeBehind">;
