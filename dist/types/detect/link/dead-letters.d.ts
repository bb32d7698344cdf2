import type { FactOf } from "../fact.ts";
import type { ChannelIndex } from "./channel-index.ts";
type ConsumerFact = FactOf<"consumer">;
export interface Judged {
    dlq: "true" | "false" | "unknown";
    dlqWhy?: string;
    retry?: boolean;
    retryWhy?: string;
}
/** Joins dead letters to consumers by the identity of the channel, never by where they stand. */
export declare function deadLetterJudge(channels: ChannelIndex): (consumer: ConsumerFact) => Judged;
/** What the code of a bound handler adds. An error that it swallows reaches no retry and no dead letter, whatever is declared. */
export declare function withReading(judged: Judged, reading: FactOf<"handler"> | undefined): Judged & Partial<Pick<ConsumerFact, "idempotent" | "idempotentWhy">>;
export {};
