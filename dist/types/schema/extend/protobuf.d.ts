import type { SchemaText } from "../../model/schema-text.ts";
import { type Extended } from "./extended.ts";
import type { Shape } from "../field.ts";
/** Adds fields with new numbers to the message of the field `data`, or to the first message without one. */
export declare function extendProtobuf(previous: SchemaText, shapes: readonly Shape[]): Extended;
