import type { TracerCore } from "./tracer.ts";
/** What annotations say about an expression: its own, that of what it is taken out of, or that of the function it comes from. */
export declare function openDeclaredTypes(core: TracerCore): Pick<TracerCore, "declaredType" | "typeTarget" | "memberType">;
