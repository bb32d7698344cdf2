/** The known word that was probably meant, or undefined when none is close. */
export declare function nearest(word: string, known: readonly string[]): string | undefined;
