import type { Place, SchemaText } from "../schema/schema-text.ts";
import type { Directions, Judged, NamedPolicy } from "./rule.ts";
/** One format's half of the work. `parse` throws PARSE_FAILED with the place. */
export interface Engine<T> {
    parse(schema: SchemaText): T;
    compare(before: T, after: T, directions: Directions, policy: NamedPolicy): Comparison;
    /** File and place of a pointer; the nearest existing parent where the pointer leads nowhere. */
    place(schema: T, pointer: string): Place & {
        file: string;
    };
}
export interface Comparison {
    judged: Iterable<Judged>;
    /** What the answer hangs on and nobody supplied, for example a remote $ref. */
    missing: readonly string[];
}
