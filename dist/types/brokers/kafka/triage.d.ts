import type { Backlog, Held } from "../broker.ts";
import type { Log, Range } from "./log.ts";
import { type Taken } from "./taken.ts";
/** A dead-letter topic as people see it: the records that nobody has dealt with. */
export interface Triage {
    readonly ranges: ReadonlyMap<number, Range>;
    readonly taken: ReadonlyMap<number, Taken>;
}
export declare function triage(log: Log, topic: string): Promise<Triage>;
export interface Letter extends Held {
    readonly partition: number;
    readonly offset: number;
}
/** What is left of a topic as it stands at the call, oldest first, in memory that does not grow with it. */
export declare function letters(log: Log, topic: string, { ranges, taken }: Triage): AsyncGenerator<Letter>;
/**
 * Kafka deletes no single record. Taken is what the triage group has committed: all before its offset, and what the metadata of
 * that commit lists. Who peeks or counts here goes by it; the records themselves go when all before them are taken (`deleteRecords`
 * in `finish`), or with the retention of the topic.
 */
export declare function takeLetters(log: Log, topic: string, wants: (held: Held) => boolean, handle: (held: Held) => Promise<void>, finish: (before: ReadonlyMap<number, number>) => Promise<void>): Promise<number>;
export declare function lettersLeft(log: Log, topic: string): Promise<Backlog>;
