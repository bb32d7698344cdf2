/** One command of the NATS protocol with all its bytes. https://docs.nats.io/reference/reference-protocols/nats-protocol */
export interface Command {
    readonly bytes: Buffer;
    /** Upper case: `PUB`, `MSG`, `INFO` … */
    readonly name: string;
    readonly args: readonly string[];
    /** The header block of HPUB and HMSG. */
    readonly headers?: Buffer;
    readonly payload?: Buffer;
}
/** Cuts a stream, in either direction, into commands. */
export declare function commandSplitter(): (chunk: Uint8Array) => Command[];
/** `NATS/1.0\r\nName: value\r\n…`; of equal names the last one. A status line gives `status`. */
export declare function headersOf(block: Buffer | undefined): Record<string, string>;
