/** Text of the first element of that name, in the flat answers of the query protocol; empty where there is none. */
export declare function xmlText(part: string, name: string): string;
