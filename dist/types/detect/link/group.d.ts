/** Map.groupBy, which Node 20 lacks. */
export declare function groupBy<T, K>(values: Iterable<T>, keyOf: (value: T) => K): Map<K, T[]>;
