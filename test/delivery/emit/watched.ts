import { topologyOf as kafka } from "../../../src/brokers/kafka/topology.ts";
import { topologyOf as nats } from "../../../src/brokers/nats/topology.ts";
import { topologyOf as rabbitmq } from "../../../src/brokers/rabbitmq/topology.ts";
import { topologyOf as sqs } from "../../../src/brokers/sqs/topology.ts";
import type { Topology, Wanted } from "../../../src/brokers/broker.ts";
import type { Watched } from "../../../src/delivery/emit/watch.ts";
import { defaultRetry } from "../../../src/model/delivery.ts";

const topologies: Record<string, (wanted: Wanted) => Topology> = { kafka, rabbitmq, nats, sqs };

/** A consumer as the broker of that kind has it. */
export function watched(broker: string, channel: string, group: string): Watched {
  const consumer = `${group}/src/on-${channel.replaceAll(/\W/g, "-")}.ts#handle`;
  const wanted: Wanted = { consumer, channel, group, retry: defaultRetry };
  return { consumer, broker, topology: topologies[broker]!(wanted) };
}
