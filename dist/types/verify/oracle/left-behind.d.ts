import type { Kind } from "./group.ts";
import type { ShownRow } from "./compare.ts";
/** The same place of another instance: `seen-B.txt` beside `seen-A.txt`. */
export declare function withoutInstance(what: string): string;
/** What a fault leaves that is no effect: a temporary file, a line about the failure itself. Only where undisturbed runs have nothing. */
export declare function isLeftBehind(group: {
    readonly kind: Kind;
    readonly what: string;
}, row: ShownRow): boolean;
