import { type CallNode } from "../syntax/node.ts";
/** Decorator calls on the field, or on the constructor parameter behind it, whose method a call is: `@Inject(TOKEN) private client`. */
export declare function injectionsOf(call: CallNode): CallNode[];
