import { type JsonObject } from "../../schema/json-value.ts";
import { type Path } from "./event-fields.ts";
/**
 * The field that most likely is the partition key: text that repeats over the samples. Of several, the one within whose values a
 * counter runs 1, 2, 3 …; then one that is named like a key; then the one that tells most events apart. Undefined: none repeats.
 */
export declare function guessKey(events: readonly JsonObject[]): Path | undefined;
