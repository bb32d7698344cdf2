import { type ProtoFile } from "./protobuf-model.ts";
type Fail = (message: string, pointer: string) => never;
/** What a compiler refuses beyond the grammar, as far as one file shows it. */
export declare function checkFile(file: ProtoFile, fail: Fail): void;
export {};
