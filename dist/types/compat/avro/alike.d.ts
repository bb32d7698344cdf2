import type { AvroType } from "../../schema/formats/avro.ts";
/** Is it the same type, by structure and names? Recursive types are compared once. */
export declare function alike(a: AvroType, b: AvroType, seen?: Map<AvroType, AvroType>): boolean;
