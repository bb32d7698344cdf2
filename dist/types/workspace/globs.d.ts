/** A pattern that names more is refused: nothing that a consumer depends on is that large. */
export declare const maxMatches = 5000;
export declare function isGlob(pattern: string): boolean;
/**
 * Files below the root that the patterns name, relative to it, sorted within each pattern: `*` and `?` inside a name, `**` for any
 * folders. A path without wildcards stays as it is, whether a file stands there or not. Symlinked folders are not followed.
 */
export declare function expandGlobs(root: string, patterns: readonly string[]): string[];
