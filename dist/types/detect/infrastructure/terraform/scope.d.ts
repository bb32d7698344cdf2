import { type ConfigNode } from "../../../workspace/config.ts";
export interface Block {
    type: string;
    name: string;
    file: string;
    /** Line where the block begins. */
    line: number;
    body: ConfigNode;
}
/** All blocks of one folder: https://developer.hashicorp.com/terraform/language/modules */
export interface Module {
    folder: string;
    resources: ReadonlyMap<string, Block>;
    data: ReadonlyMap<string, Block>;
    calls: ReadonlyMap<string, Block>;
    outputs: ReadonlyMap<string, ConfigNode>;
    locals: ReadonlyMap<string, ConfigNode>;
    defaults: ReadonlyMap<string, ConfigNode>;
}
/** A module as one call of it sees it: the arguments are expressions of the caller's scope. */
export interface Scope {
    module: Module;
    arguments: ReadonlyMap<string, ConfigNode>;
    caller: Scope | undefined;
    /** The module behind a call with a source inside the repository. */
    callee: (call: Block) => Module | undefined;
}
/** One scope for each call of a module; modules that nobody calls stand for themselves. */
export declare function readScopes(trees: ReadonlyMap<string, ConfigNode>): Scope[];
