import type { SystemMap } from "../model/system.ts";
export interface FailureChannels {
    /** Where failed events end. */
    isDead: (channel: string) => boolean;
    /** Where they wait for another attempt. */
    isRetry: (channel: string) => boolean;
}
/**
 * The channels of failed events, by declaration or name. In a retry ladder (queue -> retry queue with a time to live -> queue)
 * the working queue is the dead-letter target of its retry queue and is no dead letter: neither is what dead-letters on itself,
 * nor what only a waiting queue leads to.
 */
export declare function failureChannels(map: SystemMap): FailureChannels;
