import type { SyntaxNode } from "../../../workspace/source.ts";
import type { JavascriptLowering } from "./javascript.ts";
import type { Node, TypeName } from "./node.ts";
/** The name of a type annotation; of a union the first that is no null. Promise<X> is X. */
export declare function typeName(at: SyntaxNode | null): TypeName | undefined;
/** `interface X extends Y {…}`, `type X = {…}`, `type X = Y & {…}`. */
export declare function typeDeclaration(at: SyntaxNode, to: JavascriptLowering): Node;
/** `receive<OrderPlaced>()` */
export declare function typeArgumentsOf(at: SyntaxNode): TypeName[];
