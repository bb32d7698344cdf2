import type { ChannelIndex, DeclaredChannel } from "./channel-index.ts";
/**
 * In a retry ladder (queue, then a queue in which its failures wait, then the queue again) nothing ends: no queue of that circle
 * is a dead letter of another. Undefined where the failures of a queue never come back to it; else where they wait.
 */
export declare function waitingQueue(queue: DeclaredChannel, channels: ChannelIndex): DeclaredChannel | undefined;
