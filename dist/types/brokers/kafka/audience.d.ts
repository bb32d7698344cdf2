import type { Admin } from "kafkajs";
import type { Reader } from "../broker.ts";
/**
 * A record for one group alone lies in its entry topic. Consumers that are connected and do not read it would never get it: then
 * nothing is sent. Of a group without members nothing can be told.
 */
export declare function audienceOf(admin: () => Promise<Admin>, nowMs: () => number): (reader: Reader) => Promise<void>;
