/** What a verdict on an outbound topic rests on, as it stands in `assumptions`. `field`: what tells a repeated message. */
export declare function downstreamAssumption(sink: string, topic: string, field: string): string;
/** The topic whose consumers an assumption speaks of; undefined for other assumptions. */
export declare function downstreamTopic(assumption: string): string | undefined;
