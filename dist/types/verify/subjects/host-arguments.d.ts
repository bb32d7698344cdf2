import type { Reply } from "../player/protocol.ts";
/** How the host is started: JSON in its only argument. Sizes in MB of 2^20 bytes. */
export interface HostArguments {
    /** Folder of this subject, the only one that may be written; goes with the host when the parent is gone. */
    readonly temp: string;
    /** File of the worker. Default: the one beside the host. */
    readonly worker?: string;
    /** Module that the project's own runner registers itself with, as an URL. */
    readonly runner?: string;
    /** A worker with a larger heap ends, as out of memory. */
    readonly heapMb: number;
    /** A host that has grown larger answers its last order. Each load of modules stays in memory: nothing but a new process frees it. */
    readonly wornAboveMb: number;
    /** Real milliseconds without any sign of life while the consumer is loaded. While it plays: twice the patience of its spec. */
    readonly openPatienceMs: number;
}
/** `alive`: an order is under way and the host is not stuck itself. */
export type FromHost = (Reply & {
    readonly worn?: true;
}) | {
    readonly alive: true;
};
export declare const aliveEveryMs = 1000;
/** A pipe of its own: Node's channel to a child trusts whatever arrives there. */
export declare const channelDescriptor = 3;
/** Characters; a play that leaves more behind than this says nothing. */
export declare const longestLine: number;
