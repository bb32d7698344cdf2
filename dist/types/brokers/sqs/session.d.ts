import type { Opening, Session } from "../broker.ts";
export interface SqsSession extends Session {
    /** The process behind it dies: no settlement of it counts any more. */
    abandon(): void;
}
/** `remembers`: first observations of dead letters are kept in a file of ours. */
export declare function openSession(opening: Opening, remembers: boolean): Promise<SqsSession>;
