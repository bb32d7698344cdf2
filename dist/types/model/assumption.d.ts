/** What a verdict on an outbound topic rests on, as it stands in `assumptions`. */
export declare function downstreamAssumption(topic: string): string;
/** The topic whose consumers an assumption speaks of; undefined for other assumptions. */
export declare function downstreamTopic(assumption: string): string | undefined;
