import { type AvroEnum, type AvroField, type AvroRecord, type AvroType } from "../../schema/formats/avro.ts";
/** Two types at the same place of the old and the new schema, with the pointers to that place. */
export interface TypePair {
    type: AvroType;
    site: string;
}
export type Pair = {
    of: "type";
    before: TypePair;
    after: TypePair;
} | {
    of: "record";
    before: AvroRecord;
    after: AvroRecord;
} | {
    of: "enum";
    before: AvroEnum;
    after: AvroEnum;
};
/** Every pair of types, records and enums that stand for the same thing. Ends on recursive types. */
export declare function pairsOf(before: AvroType, after: AvroType): Generator<Pair>;
/** The old field that a new one continues: the same name, else an old field that its aliases name. */
export declare function counterpart(before: AvroRecord, field: AvroField): AvroField | undefined;
/** Index of the branch that stands for the same type, by kind and name; -1 without one. */
export declare function branchIn(branches: readonly AvroType[], wanted: AvroType): number;
