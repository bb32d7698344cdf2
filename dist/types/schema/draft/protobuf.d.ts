import type { SchemaText } from "../schema-text.ts";
import type { Draft } from "./draft.ts";
/** The first message that no other one of the file holds, in proto3 JSON: https://protobuf.dev/programming-guides/json/ */
export declare function protobufDraft(schema: SchemaText): Draft;
