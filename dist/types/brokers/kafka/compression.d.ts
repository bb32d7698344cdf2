/**
 * Reading of what kafkajs cannot read by itself: other software compresses its dead letters as it likes. Nothing is written so.
 * https://kafka.apache.org/documentation/#topicconfigs_compression.type
 */
export interface Codec {
    compress(): Promise<Buffer>;
    decompress(packed: Buffer): Promise<Buffer>;
}
export declare const snappy: Codec;
export declare const lz4: Codec;
/** Node has it from 22.15 on. */
export declare const zstd: Codec | undefined;
