/** Is `value` a whole multiple of `of`, in exact decimal arithmetic (0.3 is one of 0.1)? */
export declare function isMultiple(value: number, of: number): boolean;
