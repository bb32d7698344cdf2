/** A channel whose name says that failures end there. */
export declare const deadLetterName: {
    test: (text: string) => boolean;
};
export declare const retryName: RegExp;
export declare function isIdle(receiver: string | undefined, name: string): boolean;
/** A name that can be the type of a message: no sentence, no placeholder. */
export declare function isTypeName(name: string): boolean;
