/** Order by code units: the same on every machine, whatever its locale. */
export declare function compare(a: string, b: string): number;
export declare function byPlace(a: {
    file: string;
    line: number;
}, b: {
    file: string;
    line: number;
}): number;
