export declare function isMissing(error: unknown): boolean;
/** Asking again changes nothing: the credentials are not taken. */
export declare function isRefused(error: unknown): boolean;
/** A queue of that name is there with other attributes. */
export declare function isNameTaken(error: unknown): boolean;
/** This server does not know the call: it says so, or answers with a page that is no JSON. */
export declare function isUnknownAction(error: unknown): boolean;
/** The receipt handle is not the newest one of its message, or the message is gone; also when that was explained already. */
export declare function isStale(error: unknown): boolean;
export declare function isUnreachable(error: unknown): boolean;
/** An error that says what was done, where, and what to do about it. */
export declare function explained(error: unknown, doing: string, connection: string): unknown;
