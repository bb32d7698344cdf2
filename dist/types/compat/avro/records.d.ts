import type { AvroRecord } from "../../schema/formats/avro.ts";
import type { Rule } from "../rule.ts";
export declare const fieldAddedWithoutDefault: Rule<AvroRecord>;
export declare const fieldRemoved: Rule<AvroRecord>;
export declare const optionalFieldRemoved: Rule<AvroRecord>;
export declare const fieldRenamed: Rule<AvroRecord>;
export declare const defaultChanged: Rule<AvroRecord>;
export declare const defaultInvalid: Rule<AvroRecord>;
