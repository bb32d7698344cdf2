import { type AvroSchema } from "../../schema/formats/avro.ts";
import type { Engine } from "../engine.ts";
import { type Rule } from "../rule.ts";
export declare const avroRules: (Rule<import("./pairs.ts").TypePair> | Rule<import("../../schema/formats/avro.ts").AvroEnum> | Rule<import("../../schema/formats/avro.ts").AvroRecord> | (import("../rule.ts").RuleText & {
    fix: string;
}))[];
export declare const avroEngine: Engine<AvroSchema>;
