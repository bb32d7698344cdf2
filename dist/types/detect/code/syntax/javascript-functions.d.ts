import type { SyntaxNode } from "../../../workspace/source.ts";
import type { JavascriptLowering } from "./javascript.ts";
import type { FunctionNode, Node } from "./node.ts";
export declare function decoratorsOf(at: SyntaxNode, to: JavascriptLowering): Node[];
/** Any function form: declaration, expression, arrow, method. `decorators` stand before a method in the class body. */
export declare function lowerFunction(at: SyntaxNode, to: JavascriptLowering, decorators?: Node[]): FunctionNode;
