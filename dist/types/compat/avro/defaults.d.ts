import type { AvroType } from "../../schema/formats/avro.ts";
/**
 * Why a JSON default does not fit a type, or undefined when it does. Any branch of a union may hold it, as of Avro 1.12:
 * https://avro.apache.org/docs/current/specification/#schema-record
 */
export declare function defaultProblem(type: AvroType, value: unknown, depth?: number): string | undefined;
