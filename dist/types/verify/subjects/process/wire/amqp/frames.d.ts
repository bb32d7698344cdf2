/** One frame of AMQP 0-9-1 with all its bytes; `kind` protocol: the eight bytes that a client begins with. https://www.rabbitmq.com/resources/specs/amqp0-9-1.pdf §4.2 */
export interface Frame {
    readonly bytes: Buffer;
    readonly kind: "protocol" | "method" | "header" | "body" | "heartbeat";
    readonly channel: number;
    readonly payload: Buffer;
}
/** Cuts a stream into frames. `greets`: it begins with the protocol's name, as a client's does. */
export declare function frameSplitter(greets: boolean): (chunk: Uint8Array) => Frame[];
/** A method frame from its two numbers and its encoded arguments. */
export declare function methodFrame(channel: number, classId: number, methodId: number, args: Uint8Array): Buffer;
