import type { SyntaxNode } from "../../../workspace/source.ts";
import type { JavascriptLowering } from "./javascript.ts";
import type { Binding, Node, Step, TypeName } from "./node.ts";
export interface PatternName {
    name: string;
    path: Step[];
    /** Default inside the pattern. */
    inner?: Node;
}
/** The names that a destructuring pattern binds, each with its way into the value. */
export declare function patternOf(at: SyntaxNode, path: Step[], to: JavascriptLowering): PatternName[];
/** Binds what a pattern names to a value. */
export declare function bindPattern(at: SyntaxNode, to: JavascriptLowering, value: {
    init: Node | undefined;
    type?: TypeName | undefined;
    path?: Step[];
    kind?: Binding["to"];
}): void;
