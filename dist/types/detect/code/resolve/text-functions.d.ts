import { type Node } from "../syntax/node.ts";
import type { Tracer } from "./tracer.ts";
/** `snakeCase(text)` of a known package, `text.toLowerCase()`, `text.replace("a", "b")`: what goes in, and what it becomes. */
export declare function textFunction(node: Node, tracer: Tracer): {
    of: Node;
    apply: (text: string) => string;
} | undefined;
