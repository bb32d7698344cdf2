import type { AvroEnum } from "../../schema/formats/avro.ts";
import type { Rule } from "../rule.ts";
export declare const symbolRemoved: Rule<AvroEnum>;
export declare const symbolAdded: Rule<AvroEnum>;
export declare const enumDefaultChanged: Rule<AvroEnum>;
