/** Castagnoli's checksum, which record batches carry. https://www.rfc-editor.org/rfc/rfc3720#appendix-B.4 */
export declare function crc32c(bytes: Uint8Array): number;
