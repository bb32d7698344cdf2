/** Statements longer than this are read up to here, which keeps the patterns below cheap. */
export declare const maxStatement = 2000;
/** An insert that leaves a row alone when its key is there. */
export declare function insertGuard(text: string): string | undefined;
/** The update takes place only where the insert of the same statement did. */
export declare function guardsItself(text: string): boolean;
/** `SET status = … WHERE … AND status = …`: it applies once, in the state that it leaves. */
export declare function leavesState(text: string): boolean;
/** A plain insert: a second one fails or makes a second row, which only the table's keys say. */
export declare function isPlainInsert(text: string): boolean;
/** A column that gets a value computed from what it holds: SET n = n + 1, c = t.c || EXCLUDED.c. */
export declare function accumulates(text: string): boolean;
/** Which parameter holds the column that decides about a conflict; undefined where the statement does not say. */
export declare function conflictParameter(text: string): number | undefined;
