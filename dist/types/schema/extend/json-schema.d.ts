import type { SchemaText } from "../../model/schema-text.ts";
import type { Extended } from "./extended.ts";
import type { Shape } from "../field.ts";
/** Adds optional properties to the object `data`, or to the root object without one. */
export declare function extendJsonSchema(previous: SchemaText, shapes: readonly Shape[]): Extended;
