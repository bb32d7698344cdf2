import type { ArtifactReader } from "../artifact-reader.ts";
export interface ProtoFile {
    package: string;
    imports: string[];
    /** Top-level messages. */
    messages: {
        name: string;
        line: number;
    }[];
    services: string[];
    problem?: {
        line: number;
        column: number;
        message: string;
    };
}
/** https://protobuf.dev/reference/protobuf/proto3-spec/ */
export declare const protobuf: ArtifactReader;
