import type { ConsumerConfig, StreamConfig } from "nats";
import type { Configuration } from "../../model/delivery.ts";
/** Settings of a stream or consumer as the API has them, flat: lists with commas, waits in words, `none` where there are none. */
export type Raw = Partial<StreamConfig> | Partial<ConsumerConfig>;
export declare function flatStream(config: StreamConfig): Configuration;
export declare function flatConsumer(config: ConsumerConfig): Configuration;
/** Subjects that a consumer sees; a consumer without filter sees all. */
export declare function filtersOf({ filter_subject: one, filter_subjects: several, }: Pick<Partial<ConsumerConfig>, "filter_subject" | "filter_subjects">): readonly string[];
/** The flat settings back in the form of the API. */
export declare function rawOf(config: Configuration): Record<string, unknown>;
/**
 * What was found, said in the words of what is wanted where it means the same: subjects and filters that cover the wanted ones are
 * as good as these.
 */
export declare function inWordsOf(wanted: Configuration, found: Configuration): Configuration;
