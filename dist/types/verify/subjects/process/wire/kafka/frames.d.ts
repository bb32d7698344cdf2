/** Cuts a stream into requests or responses: four bytes of length, then so many. Each is given whole. */
export declare function frameSplitter(): (chunk: Uint8Array) => Buffer[];
/** A frame around these bytes. */
export declare function framed(bytes: Buffer): Buffer;
