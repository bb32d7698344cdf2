import { type ConfigNode } from "../../workspace/config.ts";
import { type Cannot, type Opened } from "./opened.ts";
import { type TextEdit } from "./text-edit.ts";
import { type Value } from "../value.ts";
/**
 * Sets entries of a map of a YAML or JSON file to plain values, adds those that are missing, and leaves all else as it is.
 * What is set already is not touched.
 */
export declare function setEntries(file: Opened, map: ConfigNode, wanted: Readonly<Record<string, Value>>, why: string): TextEdit[] | Cannot;
/** Repeated by an alias, or repeating. */
export declare function isShared({ text }: Opened, { shared, anchor }: ConfigNode): boolean;
export declare function addEntries(file: Opened, map: ConfigNode, added: Readonly<Record<string, Value>>, why: string): TextEdit | Cannot;
/** Appends to a list. */
export declare function addItem(file: Opened, list: ConfigNode, value: Value, why: string): TextEdit | Cannot;
/** `{…}` and `[…]`: on one line where the last one stands on the line of the bracket, else on lines of its own. */
export declare function insideBrackets(file: Opened, [start, end]: readonly [number, number], last: ConfigNode | undefined, value: readonly Value[] | Readonly<Record<string, Value>>, why: string): TextEdit | Cannot;
/** Of the last line of a block. */
export declare function endOfBlock(text: string, [start, end]: readonly [number, number]): number;
