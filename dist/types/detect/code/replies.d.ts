import type { Happening } from "./judge/happening.ts";
import type { Use } from "./uses.ts";
import { type CallNode } from "./syntax/node.ts";
/** A request that waits for its answer, or an answer: https://www.rabbitmq.com/tutorials/tutorial-six-javascript */
export declare function isRequest({ sighting, channel }: Use): boolean;
/** A handler that answers whoever asked, or a reader of a queue that the broker names for the answers to one sender. */
export declare function isRequestHandler({ sighting, channel }: Use, all: readonly Happening[]): boolean;
/** A queue that the broker names and nothing is bound to, or whose expression says what it is for. */
export declare function isReplyQueue({ names, expression }: Use["channel"], { bound, rule, detector }: Use["sighting"]): boolean;
/** A publish to the address that a message came with. */
export declare function isAnswer(node: CallNode): boolean;
