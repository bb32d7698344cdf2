import type { ConfirmChannel } from "amqplib";
export interface Depth {
    readonly ready: number;
    readonly consumers: number;
}
/**
 * How many messages a queue has ready now, told by the queue itself. A quorum queue without a leader, as after a restart, says that it
 * has none and nobody reads it: such an answer is believed only when something is asked that needs the leader. Nothing is there to be
 * taken then; if something is, it is given back at once.
 */
export declare function depthOf(channel: ConfirmChannel, queue: string, believed?: boolean): Promise<Depth>;
