import type { SchemaLanguage } from "../../model/event.ts";
import type { SchemaSource } from "../../model/source.ts";
import type { Field } from "../../schema/field.ts";
interface DesignCall {
    eventType?: string | undefined;
    format?: SchemaLanguage | undefined;
    fields?: Field[] | undefined;
    sample?: unknown;
    previous?: SchemaSource | undefined;
    cloudEvents?: boolean | undefined;
    write?: string | undefined;
    dryRun?: boolean | undefined;
}
/** design-schema's work. Throws INVALID_INPUT, and what reading and writing throw. */
export declare function design(root: string, call: DesignCall): Promise<{
    format: "avro" | "json-schema" | "protobuf";
    eventType: string;
    eventVersion: string;
    schema: string;
    sample: Record<string, unknown>;
    notes: string[];
    path?: string;
    written: boolean;
} | {
    format: "avro" | "json-schema" | "protobuf";
    eventType?: string;
    eventVersion?: string;
    schema: string;
    notes: string[];
    path?: string;
    written: boolean;
}>;
export {};
