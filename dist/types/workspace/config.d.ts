import type { Workspace } from "./files.ts";
/** A value of a configuration file (YAML, JSON, TOML, properties, .env, ini, HCL) with its place. */
export interface ConfigNode {
    /** 1-based line of the value. */
    readonly line: number;
    /** 1-based line of the key that holds it; absent for list items and documents. */
    readonly keyLine?: number;
    /** YAML tag such as !Ref; for HCL "expression" (source text) or the name of the one function that wraps the value. */
    readonly tag?: string;
    /** Offsets of the value in the text, of the whole block for a block; only where they were asked for. Lists and maps end with their last item. */
    readonly range?: readonly [number, number];
    /** Offsets of the key that holds it. */
    readonly keyRange?: readonly [number, number];
    /** YAML: it stands elsewhere, behind an alias or a merge; an edit there would change more than this place. */
    readonly shared?: true;
    /** YAML: the name by which aliases elsewhere may repeat it. */
    readonly anchor?: string;
    readonly value: string | number | boolean | null | readonly ConfigNode[] | ReadonlyMap<string, ConfigNode>;
}
export interface ConfigProblem {
    line: number;
    column: number;
    message: string;
}
/** What could be read, also when a problem cut it short. */
export interface ConfigDocuments {
    readonly documents: readonly ConfigNode[];
    readonly problem?: ConfigProblem;
}
/** Never throws. Undefined when the name is of no format that is read. `ranges`: with offsets, for YAML, JSON and HCL. */
export declare function parseConfig(path: string, text: string, ranges?: boolean): ConfigDocuments | undefined;
/** Parses each file of a workspace once. */
export interface ConfigFiles {
    /** Undefined when the file cannot be read or is of no known format. */
    documents(path: string): ConfigDocuments | undefined;
    /** Problems of the files that were opened so far, as `file:line:column: message`. Templates with placeholders have none. */
    problems(): string[];
}
export declare function openConfig(workspace: Workspace): ConfigFiles;
/** The node under these keys and list indexes, or undefined. */
export declare function at(node: ConfigNode | undefined, ...keys: readonly (string | number)[]): ConfigNode | undefined;
/** Pairs of a map; none for anything else. */
export declare function entries(node: ConfigNode | undefined): readonly (readonly [string, ConfigNode])[];
/** Items of a list; a scalar or map counts as a list of itself, nothing as none. */
export declare function items(node: ConfigNode | undefined): readonly ConfigNode[];
/** A scalar as text. */
export declare function text(node: ConfigNode | undefined): string | undefined;
export declare function number(node: ConfigNode | undefined): number | undefined;
/** Every scalar below a node with its path of keys. */
export declare function scalars(node: ConfigNode, path?: readonly string[]): Generator<{
    path: readonly string[];
    node: ConfigNode;
}>;
/** Line where an entry begins: its key's, or its own. */
export declare function startOf(node: ConfigNode): number;
