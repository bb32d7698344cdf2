import type { SchemaLanguage } from "../model/event.ts";
import { type Shape } from "./field.ts";
/** Throws INVALID_INPUT for fields that no schema of the format can hold. */
export declare function checkShapes(shapes: readonly Shape[], format: SchemaLanguage, at?: string, depth?: number): void;
