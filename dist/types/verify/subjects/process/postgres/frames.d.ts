/** One message of PostgreSQL's protocol, with its header. https://www.postgresql.org/docs/current/protocol-message-formats.html */
export interface Frame {
    /** One letter; empty for the messages without a type that begin a connection. */
    readonly type: string;
    readonly bytes: Buffer;
    readonly body: Buffer;
}
/** Cuts a stream into messages. `typed`: each begins with its letter. Throws for a length that cannot be. */
export declare function frameReader(): {
    push(chunk: Buffer, typed: () => boolean, take: (frame: Frame) => void): void;
};
export declare function frame(type: string, ...parts: readonly (Buffer | string)[]): Buffer;
/** As the protocol has texts: ended by a zero byte. */
export declare const text: (value: string) => Buffer;
/** The text that begins at `from`, and where the next thing begins. */
export declare function readText(body: Buffer, from?: number): [string, number];
export declare const requests: {
    readonly ssl: 80877103;
    readonly gss: 80877104;
    readonly cancel: 80877102;
    readonly startup: 196608;
};
