/** What was read is not the protocol that it should be. */
export declare class ProtocolError extends Error {
    readonly name = "ProtocolError";
}
