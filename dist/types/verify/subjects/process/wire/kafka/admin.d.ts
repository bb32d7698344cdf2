import type { Place } from "../place.ts";
import { type KafkaRecord } from "./records.ts";
import { type Offset } from "./requests.ts";
/** What is done on the server beside the consumer, by requests that every version of it understands. */
export interface Admin {
    topics(): Promise<readonly string[]>;
    /** False: it was there. */
    create(topic: string): Promise<boolean>;
    /** Resolves when it is gone. */
    delete(topics: readonly string[]): Promise<void>;
    deleteGroup(group: string): Promise<void>;
    /** At which offset it was stored. */
    produce(topic: string, partition: number, record: Omit<KafkaRecord, "offset">, nowMs: number): Promise<number>;
    leave(group: string, member: string): Promise<void>;
    /** Does anybody belong to the group now? */
    hasMembers(group: string): Promise<boolean>;
    /** For a group without members. */
    commit(group: string, offset: Offset): Promise<void>;
    close(): void;
}
export declare function kafkaAdmin(place: Place): Promise<Admin>;
