import type { SchemaLanguage } from "../model/event.ts";
import type { Shape } from "./field.ts";
export interface Inferred {
    shapes: Shape[];
    /** What the sample left open and how it was settled. */
    notes: string[];
}
/** Fields from a sample payload, a JSON object or its text. A whole event gives the fields of its data. */
export declare function inferShapes(sample: unknown, format: SchemaLanguage): Inferred;
