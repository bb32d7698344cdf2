import type { Reader, Topology, Wanted } from "../../brokers/broker.ts";
import type { Names, TemplateClient } from "../../scaffold/template.ts";

/** The names that plan-dlq makes for a consumer, as its template calls them. */
export async function namesFor(client: TemplateClient, wanted: Wanted): Promise<{ names: Names; reader: Reader }> {
  const made = await forBroker[client](wanted);
  const { deadLetter, rungs } = made.reader;
  const waits = Object.fromEntries(rungs.flatMap(({ channel }, index) => (channel === undefined ? [] : [[`rung${index + 1}`, channel]])));
  return { reader: made.reader, names: { consumer: wanted.consumer, deadLetter, ...waits, ...made.names } };
}

type Named = Promise<{ reader: Reader; names: Names }>;

const forBroker: Record<TemplateClient, (wanted: Wanted) => Named> = {
  async kafkajs(wanted) {
    const { entryOf, topologyOf } = await import("../../brokers/kafka/topology.ts");
    const { reader } = topologyOf(wanted);
    return { reader, names: { topic: reader.channel, group: reader.group, entry: entryOf(reader) } };
  },
  async amqplib(wanted) {
    const { topologyOf } = await import("../../brokers/rabbitmq/topology.ts");
    return onQueue(topologyOf(wanted));
  },
  async "@aws-sdk/client-sqs"(wanted) {
    const { topologyOf } = await import("../../brokers/sqs/topology.ts");
    return onQueue(topologyOf(wanted));
  },
  async nats(wanted) {
    const { topologyOf } = await import("../../brokers/nats/topology.ts");
    const { namesOf, streamNameOf } = await import("../../brokers/nats/names.ts");
    const { reader } = topologyOf(wanted);
    const stream = String(wanted.source?.["name"] ?? streamNameOf(reader.channel));
    const { consumer: durable, entryStream } = namesOf(stream, reader.group);
    return { reader, names: { stream, entryStream, durable } };
  },
};

/** The queue that is read: of a channel that copies its messages, the group's own. */
function onQueue({ reader, resources }: Topology): { reader: Reader; names: Names } {
  const queue = resources.find(({ role, kind }) => role === "source" && kind === "queue")!;
  return { reader, names: { queue: queue.name } };
}
