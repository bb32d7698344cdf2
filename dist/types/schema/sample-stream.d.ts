import type { SchemaLanguage } from "../model/event.ts";
import type { SchemaText } from "./schema-text.ts";
export interface SampleStream {
    readonly events: readonly Record<string, unknown>[];
    /** Which entity each belongs to. */
    readonly keys: readonly string[];
}
export type SampledStream = SampleStream | {
    readonly problem: string;
};
/** Valid events of a schema, for a consumer that has no samples; the same seed gives the same events. Throws PARSE_FAILED for a schema that cannot be read. */
export declare function sampleStream(format: SchemaLanguage, schema: SchemaText, eventType: string, seed?: number): Promise<SampledStream>;
