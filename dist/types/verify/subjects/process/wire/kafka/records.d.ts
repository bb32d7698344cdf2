/** https://kafka.apache.org/documentation/#recordbatch */
export interface KafkaRecord {
    readonly offset: number;
    readonly key?: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: Buffer;
}
/** All records of the batches in a response or a request; `unread`: batches that are packed in a way that is not known here. */
export declare function recordsOf(bytes: Buffer): {
    readonly records: readonly KafkaRecord[];
    readonly unread: number;
};
/** A batch of one record, not packed. */
export declare function batchOf({ key, headers, body }: Omit<KafkaRecord, "offset">, timestampMs: number): Buffer;
