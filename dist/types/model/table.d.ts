/** A table that is asked with words of the repository: `constructor` and `__proto__` are in it only where somebody wrote them. */
export declare function table<T>(entries: Record<string, T>): Readonly<Record<string, T>>;
