const downstream = /^\S+ (.{1,200}): consumers downstream count a message once by its \S+\.$/s;

/** What a verdict on an outbound topic rests on, as it stands in `assumptions`. `field`: what tells a repeated message. */
export function downstreamAssumption(sink: string, topic: string, field: string): string {
  return `${sink} ${topic}: consumers downstream count a message once by its ${field}.`;
}

/** The topic whose consumers an assumption speaks of; undefined for other assumptions. */
export function downstreamTopic(assumption: string): string | undefined {
  return downstream.exec(assumption)?.[1];
}
