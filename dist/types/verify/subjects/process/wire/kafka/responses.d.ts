import { type KafkaRecord } from "./records.ts";
import { type Header } from "./requests.ts";
/** Where a broker says that it is, and where it shall be found instead. */
export type Relocate = (host: string, port: number) => Promise<{
    readonly host: string;
    readonly port: number;
}>;
/** Is a request of a version that is read here? */
export declare function isRead({ key, version }: Pick<Header, "key" | "version">): boolean;
/** ApiVersions 0–4 with what is not to be spoken left out, and without the features of the cluster. */
export declare function cappedVersions(frame: Buffer, { version, correlation }: Header): Buffer;
/** Metadata 0–8 with every broker where it shall be found. */
export declare function relocatedMetadata(frame: Buffer, { version }: Header, relocate: Relocate): Promise<Buffer>;
/** FindCoordinator 0–2. */
export declare function relocatedCoordinator(frame: Buffer, { version }: Header, relocate: Relocate): Promise<Buffer>;
/** Fetch 4–11. */
export declare function fetchedFrom(frame: Buffer, { version }: Header): {
    readonly records: readonly (KafkaRecord & {
        topic: string;
        partition: number;
    })[];
    readonly unread: number;
};
/** JoinGroup 0–5: by which id the group knows whoever asked. */
export declare function memberFrom(frame: Buffer, { version }: Header): string;
/** SyncGroup 0–3: the partitions that a member got; undefined: it got an error, or is no consumer. */
export declare function assignedFrom(frame: Buffer, { version }: Header): readonly {
    readonly topic: string;
    readonly partition: number;
}[] | undefined;
/** SyncGroup, LeaveGroup, Heartbeat, OffsetCommit … that begin with their error. */
export declare function errorFrom(frame: Buffer, throttled: boolean): number;
