/** Logging in by SCRAM-SHA-256 without channel binding. https://www.rfc-editor.org/rfc/rfc5802#section-5 */
export declare function scram(password: string): {
    readonly first: string;
    last(challenge: string): string;
};
