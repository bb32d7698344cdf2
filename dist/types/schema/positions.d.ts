import { type Place } from "./schema-text.ts";
/** A JSON text with the place of every value. */
export interface PlacedJson {
    value: unknown;
    /** Place of what a JSON pointer names (the key, for a member); of its nearest existing parent where it leads nowhere. */
    place(pointer: string): Place;
    node(pointer: string): PlaceNode;
}
/** Where a value starts (a member: its key), and what lies inside it. */
export interface PlaceNode {
    offset: number;
    /** Where it ends; unknown in YAML. */
    end?: number;
    inside?: Map<string, PlaceNode>;
}
/** Reads JSON. Throws PARSE_FAILED with line and column; nesting deeper than 250 levels is refused. */
export declare function parsePlaced(text: string, name: string): PlacedJson;
/** The node that a pointer names, or its nearest existing parent. */
export declare function nodeAt(root: PlaceNode, pointer: string): PlaceNode;
/** The steps of a JSON pointer, unescaped: https://www.rfc-editor.org/rfc/rfc6901 */
export declare function steps(pointer: string): string[];
/** A pointer one step further. */
export declare function below(pointer: string, ...names: (string | number)[]): string;
