import type { Place } from "../schema-text.ts";
import { type Cursor } from "./protobuf-cursor.ts";
import type { ProtoFile, ProtoOption, Reserved } from "./protobuf-model.ts";
/** Where a statement stands: the file, what it is inside of, and how deep. */
export interface Scope {
    cursor: Cursor;
    file: ProtoFile;
    pointer: string;
    /** Names of the messages around it. */
    path: string;
    depth: number;
}
/** Notes where a pointer stands; the first place stays. */
export declare function mark(file: ProtoFile, pointer: string, { line, column }: Place): string;
/** A pointer below another for something numbered; a number that is used twice gets the name as well. */
export declare function numbered(file: ProtoFile, parent: string, number: number, name: string): string;
export declare function inner(scope: Scope, name: string, start: Place): Scope;
export declare function reserved(scope: Scope, into: Reserved, start: Place, max: number): void;
export declare function optionStatement(scope: Scope, start: Place): ProtoOption;
export declare function bracketOptions(scope: Scope, pointer: string): ProtoOption[];
export declare function skipBlock(cursor: Cursor): void;
