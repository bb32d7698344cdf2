import type { BrokerKind, FactOf } from "../fact.ts";
export type DeclaredChannel = FactOf<"channel">;
export interface ChannelIndex {
    /** Every declaration of that name. */
    all: (broker: BrokerKind, name: string) => readonly DeclaredChannel[];
    /**
     * Declarations of a channel as code or configuration in `file` names it. Several stacks may declare the same name: those of
     * the same file win, then those that share the longest path with it.
     */
    nearest: (broker: BrokerKind, name: string, file: string) => readonly DeclaredChannel[];
    /** Queues that an exchange or topic of that name feeds. */
    boundTo: (broker: BrokerKind, name: string) => readonly DeclaredChannel[];
}
export declare function indexChannels(channels: readonly DeclaredChannel[]): ChannelIndex;
