import type { Broker, Opening } from "../broker.ts";
import { apart, features, topologyOf } from "./topology.ts";

/** RabbitMQ by AMQP 0-9-1 and its management plug-in. */
export const rabbitmq: Broker = {
  kind: "rabbitmq",
  external: true,
  features,
  topology: topologyOf,
  open,
  shadow: open,
  apart,
};

async function open(opening: Opening) {
  const { endpointOf } = await import("./address.ts");
  const { connect } = await import("./session.ts");
  return connect(endpointOf(opening), opening.clock);
}
