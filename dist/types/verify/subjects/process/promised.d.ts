/** A promise, and what resolves it. */
export declare function promised<T>(): {
    readonly promise: Promise<T>;
    readonly resolve: (value: T) => void;
};
