/** The same value with every text in it changed: arrays and plain objects at any depth, keys aside. Parts without a change stay the very same objects. */
export declare function mapTexts<T>(value: T, change: (text: string) => string): T;
/** A text of the repository that steers no terminal and starts no line of its own where it is printed. */
export declare function oneLine(text: string): string;
/** The same for a text that may have several lines. */
export declare function withoutControls(text: string): string;
