import type { EventEmitter } from "node:events";
/** As much of `pg` as we use; the consumer's own copy. https://node-postgres.com/apis/client */
export interface Pg {
    readonly Client: ClientClass;
    readonly Pool: {
        prototype: {
            connect: (this: PgPool, callback?: unknown) => unknown;
        };
    };
    readonly DatabaseError: new (message: string, length: number, name: string) => Error;
}
export interface ClientClass {
    new (config: object): PgClient;
    prototype: PgClient;
}
export interface PgClient extends EventEmitter {
    connectionParameters: object;
    host: string;
    port: number;
    user: string;
    database: string;
    password: unknown;
    ssl: unknown;
    processID: number | null;
    _ending: boolean;
    readonly connection: EventEmitter & {
        ssl: unknown;
        stream: {
            destroy(): void;
            ref(): void;
            unref(): void;
        };
    };
    connect: (this: PgClient, callback?: (error?: unknown) => void) => Promise<unknown> | undefined;
    query: (this: PgClient, config: unknown, values?: unknown, callback?: unknown) => Promise<Result>;
    end: (this: PgClient) => Promise<void>;
}
export interface PgPool {
    readonly options: {
        idleTimeoutMillis: number;
    };
}
export interface Result {
    readonly rows: readonly unknown[];
}
/** A connection opens, or a query is on its way. */
export declare const isWorking: () => boolean;
/** Only a socket that something waits for counts as work on its way; an idle one must not keep a play from ending. */
export declare function whileBusy<T>(client: PgClient, work: () => T | Promise<T>): Promise<T>;
