import { type ConfigNode } from "../../../workspace/config.ts";
import type { Workspace } from "../../../workspace/files.ts";
import type { Module } from "../syntax/node.ts";
interface ImportContext {
    workspace: Workspace;
    config: (path: string) => ConfigNode | undefined;
    sources: readonly string[];
    load(path: string): Module | undefined;
    packageOf(path: string): string;
}
/**
 * Which file of the repository an import names. Relative paths; TypeScript path aliases and `baseUrl` (matched by the longest
 * suffix that one file of the package has); packages of the workspace by name; Python modules from every folder above.
 */
export declare function openImports(context: ImportContext): (from: Module, name: string) => Module | undefined;
export {};
