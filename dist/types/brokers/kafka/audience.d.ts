import type { Admin } from "kafkajs";
import type { Reader } from "../broker.ts";
import type { Log } from "./log.ts";
/** What stands beside the offset of a topic that was made for a group and that no member of it has read. */
export declare const unread = "godmode-event: not read yet";
export interface Audience {
    /** Throws where nobody would read what is sent to a group's entry. */
    heard(reader: Reader): Promise<void>;
    /** A member that reads all of it is about to join: also when it is gone again, the entry has been read. */
    joining(reader: Reader): Promise<void>;
}
/**
 * A record for one group alone lies in its entry topic, where a consumer that reads the channel only would never see it. Members that
 * are connected tell what they read. Of a group that stands still the offsets tell: only who reads the ladder has committed in it.
 */
export declare function audienceOf(log: Log, admin: () => Promise<Admin>, nowMs: () => number): Audience;
