/** Which of these Protobuf messages code writes or reads in files that talk to a broker. Text only, so it holds for every language. */
export declare function messagesOnBrokers(messages: ReadonlySet<string>, files: readonly string[], read: (path: string) => string | undefined): Set<string>;
