import type { ProtoFile } from "./protobuf-model.ts";
/**
 * Reads one .proto file, proto2, proto3 or editions, with the place of every element. Imports are named, not followed;
 * extensions are read over. Throws PARSE_FAILED: https://protobuf.dev/reference/protobuf/edition-2023-spec/
 */
export declare function parseProtoFile(text: string, file: string, prefix: string): ProtoFile;
