/** What the call of a run chose by itself, where the settings would have been there for all to see: taken for granted by its proof. */
export declare function choicesOf(input: Record<string, unknown>): string[];
