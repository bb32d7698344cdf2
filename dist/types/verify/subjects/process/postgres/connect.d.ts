import { type Socket } from "node:net";
export interface Target {
    readonly host: string;
    readonly port: number;
    readonly user: string;
    readonly password: string;
    readonly database: string;
}
/** A session that is ready for its first query. */
export interface Greeted {
    readonly socket: Socket;
    /** What the server said after it let us in, up to and with ReadyForQuery: for whom we stand in. */
    readonly greeting: Buffer;
    /** Process id of the session at the server. */
    readonly session: number;
}
export declare function targetOf(url: string): Target;
/** Opens a session as the user of the target, with other start parameters of its client. Rejects with what the server says. */
export declare function greet(target: Target, parameters?: Readonly<Record<string, string>>): Promise<Greeted>;
/** The sentence of an ErrorResponse. */
export declare function messageOf(body: Buffer): string;
