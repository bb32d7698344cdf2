type Environment = Readonly<Record<string, string | undefined>>;
/** This user's key on this machine, or why there is none: then nothing counts as written by us. */
export type MacKey = {
    readonly key: Buffer;
} | {
    readonly why: string;
};
/** Reads the key; with `create` it is made where there is none yet, once, also when several processes begin at the same time. */
export declare function macKey(root: string, env: Environment, create?: boolean): MacKey;
/** HMAC-SHA256 over the canonical text, hexadecimal. */
export declare function macOf(key: Buffer, record: unknown): string;
export declare function isMacOf(key: Buffer, record: unknown, mac: string): boolean;
export {};
