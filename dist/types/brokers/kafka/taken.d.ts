/**
 * Which records of a partition are dealt with: all before `first`, and those of `beyond`. It travels as an offset and its metadata,
 * of which a broker keeps 4096 bytes (`offset.metadata.max.bytes`): a map of bits, packed.
 */
export interface Taken {
    first: number;
    readonly beyond: Set<number>;
}
export declare function takenOf(first: number, metadata: string): Taken;
/** undefined: too many lie between those that are left; it does not fit. */
export declare function printTaken({ first, beyond }: Taken): string | undefined;
/** Could one more be noted? */
export declare function fits({ first, beyond }: Taken, offset: number): boolean;
/** Before this offset nothing is left. */
export declare function skipTo(taken: Taken, offset: number): void;
export declare function add(taken: Taken, offset: number): void;
