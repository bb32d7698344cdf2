import type { Shape } from "../field.ts";
/** A JSON Schema (2020-12) for the whole event. Objects stay open, so that optional properties can be added. */
export declare function printJsonSchema(name: string, shapes: readonly Shape[]): string;
/** The sub-schema of one property. */
export declare function jsonProperty(shape: Shape): Record<string, unknown>;
