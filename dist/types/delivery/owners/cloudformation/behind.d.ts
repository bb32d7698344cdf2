import type { ConfigNode } from "../../../workspace/config.ts";
import { type Cannot, type Opened } from "../opened.ts";
import { type TextEdit } from "../text-edit.ts";
import { type Value } from "../../value.ts";
/** New entries of a map right behind one that is there, set apart by a blank line where that one is. */
export declare function addBehind(file: Opened, { map, node }: {
    readonly map: ConfigNode;
    readonly node: ConfigNode;
}, added: Readonly<Record<string, Value>>, why: string): TextEdit | Cannot;
