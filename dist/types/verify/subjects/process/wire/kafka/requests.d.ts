import { type KafkaRecord } from "./records.ts";
/** Numbers of the protocol: https://kafka.apache.org/protocol#protocol_api_keys */
export declare const api: {
    readonly produce: 0;
    readonly fetch: 1;
    readonly listOffsets: 2;
    readonly metadata: 3;
    readonly offsetCommit: 8;
    readonly offsetFetch: 9;
    readonly findCoordinator: 10;
    readonly joinGroup: 11;
    readonly heartbeat: 12;
    readonly leaveGroup: 13;
    readonly syncGroup: 14;
    readonly describeGroups: 15;
    readonly listGroups: 16;
    readonly saslHandshake: 17;
    readonly apiVersions: 18;
    readonly createTopics: 19;
    readonly deleteTopics: 20;
    readonly initProducerId: 22;
    readonly offsetForLeaderEpoch: 23;
    readonly endTxn: 26;
    readonly txnOffsetCommit: 28;
    readonly describeConfigs: 32;
    readonly saslAuthenticate: 36;
    readonly deleteGroups: 42;
};
export interface Header {
    readonly key: number;
    readonly version: number;
    readonly correlation: number;
}
/** Of a request, its length before it. */
export declare function headerOf(frame: Buffer): Header;
export interface Offset {
    readonly topic: string;
    readonly partition: number;
    /** The next one to read. */
    readonly offset: number;
}
export interface Commit {
    readonly group: string;
    readonly transaction?: string;
    readonly offsets: readonly Offset[];
}
/** OffsetCommit 2–7 and TxnOffsetCommit 0–2. */
export declare function commitIn(frame: Buffer): Commit;
export interface Produced {
    readonly transaction?: string;
    /** 0: nothing is answered. */
    readonly acks: number;
    readonly topics: readonly string[];
    readonly records: readonly (Omit<KafkaRecord, "offset"> & {
        readonly topic: string;
    })[];
    readonly unread: number;
}
/** Produce 3–8. */
export declare function producedIn(frame: Buffer): Produced;
/** Metadata 0–8: the topics that are asked for; all of them where that is what it wants. */
export declare function topicsIn(frame: Buffer): readonly string[];
/** CreateTopics 0–4. */
export declare function createdIn(frame: Buffer): readonly string[];
/** InitProducerId 0–1. */
export declare function namesTransaction(frame: Buffer): boolean;
/** JoinGroup, SyncGroup, Heartbeat, LeaveGroup: what all of them begin with. */
export declare function groupIn(frame: Buffer): string;
/** Fetch 4–11: topics whose partitions it asks for. None: as before, in the same session. */
export declare function fetchedIn(frame: Buffer): readonly string[];
/** EndTxn 0–2. */
export declare function endingIn(frame: Buffer): {
    readonly transaction: string;
    readonly commits: boolean;
};
