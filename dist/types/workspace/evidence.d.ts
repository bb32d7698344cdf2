import * as z from "zod";
/** A file that a tool wrote since the last commit or discard. */
declare const RecordedWrite: z.ZodObject<{
    path: z.ZodString;
    before: z.ZodNullable<z.ZodString>;
    after: z.ZodString;
}, z.core.$strip>;
export type RecordedWrite = z.infer<typeof RecordedWrite>;
/** Writes a file of the user's repository whole, and remembers it for commit and discard. Returns the path relative to the root. */
export declare function writeRecorded(root: string, path: string, text: string): string;
/** Remembers files that a tool created in another way, where nothing stood before. */
export declare function recordCreated(root: string, paths: readonly string[]): void;
/** What the tools wrote since the last commit or discard, by path. Throws OUTSIDE_ROOT for a record that points out of the root. */
export declare function recordedWrites(root: string): RecordedWrite[];
/** Forgets writes: they were committed or discarded. */
export declare function forgetWrites(root: string, paths: readonly string[]): void;
/** SHA-256 of a file as it stands; undefined when there is none. */
export declare function digestAt(root: string, path: string): string | undefined;
/** Are the bytes that stood there before still kept, unchanged? */
export declare function isRestorable(root: string, { before }: RecordedWrite): boolean;
/** What stood at a path before the tools wrote there; undefined: nothing. */
export declare function bytesBefore(root: string, { before }: RecordedWrite): Buffer | undefined;
export {};
