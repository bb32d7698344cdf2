import type { Program } from "./program.ts";
import type { Tracer } from "./tracer.ts";
export declare function openTracer(program: Program): Tracer;
