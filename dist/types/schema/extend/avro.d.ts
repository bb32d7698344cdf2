import type { SchemaText } from "../../model/schema-text.ts";
import { type Extended } from "./extended.ts";
import type { Shape } from "../field.ts";
/** Adds optional fields to the record `data`, or to the root record without one. */
export declare function extendAvro(previous: SchemaText, shapes: readonly Shape[]): Extended;
