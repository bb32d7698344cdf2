/** Works through a list with so many at the same time, and gives the results in the order of the list. Undefined: none was begun. */
export declare function inLanes<T, R>(list: readonly T[], lanes: number, work: (one: T) => Promise<R> | undefined): AsyncGenerator<R | undefined>;
