import { type ConfigNode } from "../../../workspace/config.ts";
import type { Block, Scope } from "./scope.ts";
/** What an expression points at. */
export interface Reference {
    literal?: string;
    block?: Block;
    /** Where the block stands. */
    scope: Scope;
    expression: string;
}
/** Follows references to resources, data, variables, locals and outputs of modules in the repository. */
export declare function resolve(scope: Scope, node: ConfigNode | undefined, depth?: number): Reference;
/** The name that a block gives its resource, else its label. */
export declare function nameOf(scope: Scope, block: Block, depth?: number): string;
/** A name is given and nothing of the repository says what it is. */
export declare function hasOpenName(scope: Scope, block: Block): boolean;
/** Name of what an expression points at; undefined where nothing says so. A data source without a name says nothing. */
export declare function channelName({ block, scope, literal }: Reference, depth?: number): string | undefined;
