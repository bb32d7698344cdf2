/** Marks of what was redriven, and advisories about what was given up, for all consumers of a server. */
export declare const advisoriesStream = "GM_ADVISORIES";
export declare const advisorySubjects: readonly string[];
export declare function maxDeliveriesSubject(stream: string, consumer: string): string;
/** The name of a stream or consumer made of any text. https://docs.nats.io/nats-concepts/jetstream/streams#naming */
export declare function nameOf(text: string): string;
/** The stream that we make for a channel which has none. */
export declare function streamNameOf(channel: string): string;
export interface Names {
    readonly stream: string;
    readonly consumer: string;
    /** Subject before the sequence of a dead letter, and its stream. */
    readonly deadLetter: string;
    readonly deadLetterStream: string;
    /** Where messages for this consumer alone come in. */
    readonly entry: string;
    readonly entryStream: string;
}
/** Everything that one consumer of a stream has for itself. */
export declare function namesOf(stream: string, group: string): Names;
/** Does every subject that `inner` stands for also fit `outer`? `*` is one token, `>` one or more at the end. */
export declare function covers(outer: string, inner: string): boolean;
/** Is there a subject that fits both? */
export declare function overlap(one: string, two: string): boolean;
/** What is published to where a channel is told by the name of its stream: its only subject, if that is none of many. */
export declare function onlySubject(subjects: readonly string[]): string | undefined;
export declare function isPattern(subject: string): boolean;
