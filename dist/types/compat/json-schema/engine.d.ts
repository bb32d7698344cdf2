import { type JsonSchemaDocument } from "../../schema/formats/json-schema.ts";
import type { Engine } from "../engine.ts";
export declare const jsonSchemaRules: import("../rule.ts").Rule<import("../../schema/formats/json-schema.ts").SchemaView>[];
export declare const jsonSchemaEngine: Engine<JsonSchemaDocument>;
