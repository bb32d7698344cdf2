/** Our own connection to a server: requests and nothing else. */
export interface NatsClient {
    /** Rejects after five seconds without an answer. */
    request(subject: string, payload?: Uint8Array | string, headers?: Readonly<Record<string, string>>): Promise<Buffer>;
    /** The same to JetStream: `$JS.API.` is put before it. Rejects with what the server says against it. */
    api<T>(subject: string, body?: object): Promise<T>;
    publish(subject: string, payload: Uint8Array | string): void;
    close(): void;
}
export interface NatsServer {
    readonly host: string;
    readonly port: number;
    readonly user?: string;
    readonly password?: string;
}
export declare class JetStreamError extends Error {
    readonly name = "JetStreamError";
    readonly code: number;
    constructor(code: number, description: string);
}
export declare function natsClient({ host, port, user, password }: NatsServer): Promise<NatsClient>;
