import { type JsonObject } from "../../schema/json-value.ts";
/** One event of the caller, with what travels beside it. */
export interface Sample {
    readonly value: JsonObject;
    readonly headers?: Readonly<Record<string, string>>;
    /** Partition key. */
    readonly key?: string;
    /** Schema file that its bytes are written with; undefined: JSON. */
    readonly avro?: string;
    /** For people: `samples.json:12`, or `samples[3]`. */
    readonly place: string;
}
/** More of them only make a check slow: every fault is tried at every event. */
export declare const maxSamples = 50;
/**
 * The samples of a file, or of the call itself; a text in the list names a file of more. Throws NOT_FOUND, PARSE_FAILED or
 * INVALID_INPUT with file and line.
 */
export declare function readSamples(root: string, given: string | readonly unknown[]): Sample[];
