export interface Extended {
    text: string;
    /** Where the schema states a version of its own, the next minor one. */
    eventVersion?: string;
    notes: string[];
}
/** 1.4 -> 1.5 */
export declare function nextMinor(version: string): string | undefined;
