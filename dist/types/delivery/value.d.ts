declare const source: unique symbol;
/** Source text of the format, such as `!GetAtt OrdersDlq.Arn`. */
export interface Verbatim {
    readonly [source]: string;
}
/** What is written into a file: data, or text of the format's own language. */
export type Value = string | number | boolean | Verbatim | readonly Value[] | {
    readonly [key: string]: Value;
};
export declare function verbatim(text: string): Verbatim;
export declare function isVerbatim(value: Value): value is Verbatim;
export declare function isList(value: Value): value is readonly Value[];
/** On one line, as YAML within a line or as JSON. */
export declare function inline(value: Value, json: boolean): string;
/** JSON over several lines, as it stands behind `indent`. */
export declare function jsonLines(value: Value, indent: string, unit: string): string;
/** Lines of a YAML block: an entry of a map that stands at `indent`. No line end behind. */
export declare function yamlEntry(key: string, value: Value, indent: string, unit: string): string;
export declare function yamlMap(value: Readonly<Record<string, Value>>, indent: string, unit: string): string;
export declare function yamlItems(value: readonly Value[], indent: string, unit: string): string;
export {};
