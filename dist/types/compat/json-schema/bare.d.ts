/** A text that is equal for schemas that say the same of values: titles, descriptions and other annotations are left out. */
export declare function bare(schema: unknown): string;
