import type { SyntaxNode } from "../../../workspace/source.ts";
import type { FunctionNode, Node, Parameter, TypeName } from "./node.ts";
import type { PythonLowering } from "./python.ts";
/** The name of an annotation. Optional[X], Awaitable[X] and X | None are X. */
export declare function annotation(at: SyntaxNode | null): TypeName | undefined;
/** Reads a parameter list; the instance of a method counts as none of them. `done` ties the parameters to the finished function. */
export declare function parametersOf(list: SyntaxNode | null, to: PythonLowering, isMethod?: boolean): {
    parameters: Parameter[];
    self?: string;
    done: (made: FunctionNode) => FunctionNode;
    defaults: Node[];
};
