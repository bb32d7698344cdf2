import type { SyntaxNode } from "../../workspace/source.ts";
import type { TypeName } from "./node.ts";
/** The name of a type annotation; of a union the first that is no null. Promise<X> is X. */
export declare function typeName(at: SyntaxNode | null): TypeName | undefined;
/** `receive<OrderPlaced>()` */
export declare function typeArgumentsOf(at: SyntaxNode): TypeName[];
