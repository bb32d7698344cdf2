import { type ClassNode, type FunctionNode, type ImportNode, type Node, type ObjectNode } from "../syntax/node.ts";
import type { Frame, Ref } from "./tracer.ts";
/** `event["type"] = value` and `event.type = value` after `event = {…}`. */
export declare function laterEntries(object: ObjectNode): Map<string, Node[]>;
/** `import` of one member, for `const { member } = require("package")`. */
export declare function memberOf(node: ImportNode, member: string): ImportNode;
/** What a function can return, nested functions not counted. */
export declare function returned(fn: FunctionNode): Node[];
/** The super(…) of a constructor. */
export declare function superCallOf(ctor: FunctionNode, frame: Frame | undefined): Ref | undefined;
/** `this.name = value` anywhere in the class. */
export declare function assignmentsOf(owner: ClassNode): Map<string, Node[]>;
export declare function unique(refs: Ref[]): Ref[];
