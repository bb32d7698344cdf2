/** The text without anything that looks like a credential. What is not recognisable as one stays. */
export declare function redact(text: string): string;
/** The same value with every text in it redacted. */
export declare function redacted<T>(value: T): T;
