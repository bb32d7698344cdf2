import type { ConfigNode } from "../../../workspace/config.ts";
import type { Workspace } from "../../../workspace/files.ts";
import { type Parse } from "../../../workspace/source.ts";
import type { ClassNode, Module } from "../syntax/node.ts";
/** The source files of a repository, lowered when somebody asks for them. */
export interface Program {
    readonly workspace: Workspace;
    readonly config: (path: string) => ConfigNode | undefined;
    /** Source files that are no tests, with a language that is read. */
    readonly sources: readonly string[];
    load(path: string): Module | undefined;
    /** The modules loaded so far. */
    loaded(): Iterable<Module>;
    /** Those of them that call something of this name. */
    calling(name: string): readonly Module[];
    /** The module of the repository that an import names, or undefined: a package from outside. */
    imported(from: Module, name: string): Module | undefined;
    /** Folder of the nearest manifest above, "." for the root. */
    packageOf(path: string): string;
    /** Loaded classes that say they implement an interface of this name. */
    implementers(name: string): ClassNode[];
}
export declare function openProgram(workspace: Workspace, parse: Parse, config: (path: string) => ConfigNode | undefined): Program;
export declare function folderOf(path: string): string;
