const downstream = /^Consumers of (.{1,200}) tell a repeated event by its event_id\.$/s;

/** What a verdict on an outbound topic rests on, as it stands in `assumptions`. */
export function downstreamAssumption(topic: string): string {
  return `Consumers of ${topic} tell a repeated event by its event_id.`;
}

/** The topic whose consumers an assumption speaks of; undefined for other assumptions. */
export function downstreamTopic(assumption: string): string | undefined {
  return downstream.exec(assumption)?.[1];
}
