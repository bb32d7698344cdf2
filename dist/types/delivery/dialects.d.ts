import type { Dialect, Foreign } from "./dialects/dialect.ts";
/** THE list of dialects that are read, those that know the error first: a broker adds its own headers to theirs. */
export declare const dialects: readonly Dialect[];
/** The first dialect that these headers speak. */
export declare function foreignFailure(headers: Readonly<Record<string, string>>): (Foreign & {
    readonly dialect: string;
}) | undefined;
