import type { Observed } from "../../model/delivery.ts";
import type { Desired } from "../plan.ts";
import type { Declared } from "./format.ts";
import { type LineEdit } from "./text-edit.ts";
export type { Declared } from "./format.ts";
export type { LineEdit } from "./text-edit.ts";
/** A resource that belongs to a file of the repository: nothing is written to the broker for it. */
export interface Owned {
    readonly resource: string;
    readonly file: string;
    /** Where it is declared, or what it shall stand behind. */
    readonly line: number;
    readonly state: "as-wanted" | "edit" | "cannot";
    /** What was left as it stands, or why no edit can be made. */
    readonly notes: readonly string[];
}
/** All changes of one file. `digest` is of the text that they were made for. */
export interface FileChange {
    readonly file: string;
    readonly digest: string;
    readonly before: string;
    readonly after: string;
    readonly edits: readonly LineEdit[];
}
export interface DeclaredChanges {
    readonly owned: readonly Owned[];
    readonly files: readonly FileChange[];
}
/**
 * Which of the wanted resources the repository's own files declare, or shall declare since they belong to a source that is declared
 * there, and the smallest edits that make those files say what is wanted. `declared`: the channels that detect found. `read`: the
 * exact text of a file, byte-order mark and line ends included; undefined where it cannot be read. Pure.
 */
export declare function declaredChanges(desired: readonly Desired[], observed: readonly Observed[], declared: readonly Declared[], read: (file: string) => string | undefined): DeclaredChanges;
