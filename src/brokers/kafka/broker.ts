import type { Broker } from "../broker.ts";
import { apart, features, topologyOf } from "./topology.ts";

/** Apache Kafka and what speaks its protocol. The client is loaded when it is opened. */
export const kafka: Broker = {
  kind: "kafka",
  external: true,
  features,
  topology: topologyOf,
  async open(opening) {
    const [{ clientOf }, { connect }] = await Promise.all([import("./client.ts"), import("./session.ts")]);
    return connect(await clientOf(opening), opening.clock);
  },
  shadow: (opening) => kafka.open(opening),
  apart,
};
